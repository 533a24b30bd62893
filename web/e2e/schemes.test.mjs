// Schemes, cases and the page of the system: every part in five looks, by keyboard, with judgements that stay.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, pressUntil, ROOT, SAMPLE, SEEDS } from './window.mjs';

let server;
let key;
let scratch;
before(async () => {
  // judgements are written beside the cases: never into the sample of the project
  scratch = mkdtempSync(join(tmpdir(), 'regesta-dossier-'));
  const folder = join(scratch, 'caucasus-1920');
  cpSync(SAMPLE, folder, { recursive: true });
  server = await openFolder(folder);
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const VIEWS = () => ({
  schemes: [`/p/${key}/schemes`, '.cell'],
  'schemes-cell': [`/p/${key}/schemes?cell=S3.baku-1920`, 'aside .evidence, aside p'],
  'schemes-proposed': [`/p/${key}/schemes?basis=proposed`, '.warn'],
  case: [`/p/${key}/schemes/baku-1920`, '.orders li'],
  explain: [`/p/${key}/schemes/baku-1920/${encodeURIComponent('S3<S4')}`, 'ol li, .quiet'],
  system: [`/p/${key}/system`, 'section h2'],
  'system-correspondence': [`/p/${key}/system/correspondence`, 'tbody tr'],
  doors: [`/p/${key}`, '[data-return=door-schemes]'],
});
const LOOKS = [
  { name: 'light-en', colorScheme: 'light', locale: 'en-GB', width: 1440 },
  { name: 'dark-ru', colorScheme: 'dark', locale: 'ru-RU', width: 1440 },
  { name: 'dark-en-768', colorScheme: 'dark', locale: 'en-GB', width: 768 },
  { name: 'light-ru-320', colorScheme: 'light', locale: 'ru-RU', width: 320 },
];
for (const look of LOOKS) {
  test(`schemes, ${look.name}`, async (t) => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: 900 } });
    for (const [name, [path, sign]] of Object.entries(VIEWS())) {
      await t.test(name, async () => {
        await page.goto(server.address + path);
        await page.locator(sign).first().waitFor({ state: 'attached' });
        await page.waitForFunction(() => document.fonts.status === 'loaded');
        assert.equal(await page.locator('h1').count(), 1, 'one h1');
        await assertNoSidewaysScroll(page, name);
        await keepPicture(page, `${name}-${look.name}`);
        await assertAccessible(page, `${name}, ${look.name}`);
      });
    }
    await done();
  });
}

test('from a cell to its words and back, by keyboard', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('[data-return=door-schemes]').waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyX');
  await page.locator('.cell').first().waitFor();
  await pressUntil(page, 'Tab', '.cell');
  // the first cell with words behind it
  for (let times = 0; times < 30 && (await page.evaluate(() => document.activeElement.querySelector('.number') === null)); times++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('aside .evidence').first().waitFor();
  const words = await page.locator('aside blockquote').first().innerText();
  await pressUntil(page, 'Tab', 'aside blockquote a');
  await page.keyboard.press('Enter');
  await page.locator('.pane, .reading').first().waitFor();
  assert.match(page.url(), /\/read\/.*#t=\d+-\d+/);
  await page.getByText(words.slice(0, 24)).first().waitFor();
  await page.goBack();
  await page.locator('aside .evidence').first().waitFor();
  await page.locator('.cell[aria-pressed=true]').focus();
  await page.keyboard.press('Escape');
  await page.locator('aside').waitFor({ state: 'detached' });
  await done();
});

test('a proposal is accepted, rejected, moved and redated by keys, and the file is only added to', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/schemes/baku-1920?basis=judged`);
  await page.locator('.what').first().waitFor();
  const file = join(scratch, 'caucasus-1920/cases/baku-1920.judged.toml');
  const count = () => page.locator('.what').count();
  const judged = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const step = async (act, sign) => {
    const [left, before] = [await count(), judged()];
    await act();
    await page.waitForFunction((number) => document.querySelectorAll('.what').length === number, left - 1);
    assert.ok(judged().startsWith(before) && judged().length > before.length, 'added to');
    assert.match(judged().slice(before.length), sign);
  };
  await page.locator('#proposals').focus();
  await page.keyboard.press('KeyJ');
  await step(() => page.keyboard.press('KeyA'), /action = "accept"/);
  await step(() => page.keyboard.press('KeyR'), /action = "reject"/);
  await step(async () => {
    await page.keyboard.press('KeyM');
    await page.locator('form select[name=to]').selectOption('S4/S4c');
    await assertAccessible(page, 'moving');
    await page.locator('form .pri').click();
  }, /stage = "S4"/);
  await step(async () => {
    await page.keyboard.press('KeyD');
    await page.locator('form input[name=date]').fill('1920-04-28T04');
    await page.locator('form .pri').click();
  }, /restated = "1920-04-28T04"/);
  await page.locator('.tools:has(input) select').selectOption('all');
  await page.getByText('rejected', { exact: true }).first().waitFor();
  await keepPicture(page, 'proposals-judged');
  // a date that is none is refused with what was expected, and nothing is written
  const before = judged();
  await page.locator('.keys button:has-text("Date")').first().click();
  await page.locator('form input[name=date]').fill('soon');
  const complained = page.waitForResponse((response) => response.url().endsWith('/judge'));
  await page.locator('form .pri').click();
  assert.equal((await complained).status(), 400);
  await page.locator('.failure').waitFor();
  assert.equal(judged(), before);
  await done().catch((error) => assert.match(String(error.message), /400/));
});

test('everything leaves as a file', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/schemes`);
  await page.locator('.files summary').click();
  for (const file of ['matrix.csv', 'log.csv', 'log.xes', 'log.ocel.json']) {
    const href = await page.locator(`.files a[href*="${file}"]`).getAttribute('href');
    const answer = await page.request.get(server.address + href);
    assert.equal(answer.status(), 200, file);
    assert.ok((await answer.body()).length > 100, file);
  }
  await done();
});

const skip = existsSync(SEEDS) ? false : 'no such papers beside the project';
test('the dossier of a system over its texts', { skip }, async (t) => {
  const dossier = join(scratch, 'sovietisation-1920');
  cpSync(join(ROOT, 'examples/sovietisation-1920'), dossier, { recursive: true });
  const over = await openFolder(SEEDS, ['--dossier', dossier]);
  try {
    const own = (await (await fetch(`${over.address}/api/projects`)).json()).projects[0].key;
    const views = { system: 'section h2', schemes: '.cell', 'schemes/azerbaijan-1920': '.orders li', 'system/territories': 'tbody tr', 'system/organs': 'tbody tr', 'system/theses': 'section', 'system/correspondence': 'tbody tr' };
    for (const look of [LOOKS[0], LOOKS[3]]) {
      const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: 900 } });
      for (const [view, sign] of Object.entries(views)) {
        await page.goto(`${over.address}/p/${own}/${view}`);
        await page.locator(sign).first().waitFor();
        await assertNoSidewaysScroll(page, view);
        await keepPicture(page, `dossier-${view.replace('/', '-')}-${look.name}`);
        await assertAccessible(page, `${view}, ${look.name}`);
      }
      await done();
    }
    const { page, done } = await openPage();
    await page.goto(`${over.address}/p/${own}/system`);
    await page.locator('section h2').first().waitFor();
    assert.equal(await page.locator('section').count(), 7);
    for (const door of ['correspondence', 'cases', 'organs', 'operations', 'treaties', 'territories', 'theses']) {
      await page.locator(`h2 [data-return=door-${door}]`).click();
      await page.locator('tbody tr, .row, section h2').first().waitFor();
      assert.doesNotMatch(page.url(), /\/system$/);
      await page.goBack();
      await page.locator(`h2 [data-return=door-${door}]`).waitFor();
    }
    await done();
  } finally {
    await over.close();
  }
});
