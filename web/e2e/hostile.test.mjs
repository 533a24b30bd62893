// Hostile file names and texts show as text and do nothing. A folder chosen in the window is read before one's eyes.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, SAMPLE } from './window.mjs';

const SCRIPT = '<img src=x onerror="window.struck=1"><script>window.struck=1</script>';
const NAMES = ['<b onmouseover=alert(1)>bold.txt', '\u202Etxt.evil\u202C.txt', "quote'\"&amp;#?%41.txt", 'папка/вложение ё.txt'];
const LONG = 'x'.repeat(1_000_000);
let folder;
let server;
let key;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regesta-hostile-'));
  mkdirSync(join(folder, 'папка'));
  NAMES.forEach((name, at) => writeFileSync(join(folder, name), `${SCRIPT}\n\nOn 9 May 1920 Chicherin telegraphed \u202EOrdzhonikidze\u202C that <i>nothing</i> ${SCRIPT} moved. File ${at}.\n`));
  writeFileSync(join(folder, 'long.txt'), `On 9 May 1920 Lenin wired Chicherin.\n\n${LONG}\n\nOn 10 May 1920 it ended.\n`);
  server = await openFolder(folder);
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const unharmed = async (page) => {
  assert.equal(await page.evaluate(() => window.struck), undefined);
  assert.equal(await page.locator('main img, main script, main i:not([lang]) > i').count(), 0);
};

test('hostile names and texts show as text', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('.texts li').first().waitFor();
  const listed = await page.locator('.texts').innerText();
  assert.ok(listed.includes('<b onmouseover=alert(1)>bold.txt'));
  assert.ok(listed.includes('RLO'), 'the sign that turns text around is shown by its name');
  await unharmed(page);
  await keepPicture(page, 'hostile-doors');
  await assertAccessible(page, 'hostile doors');
  for (const name of NAMES) {
    await page.goto(`${server.address}/p/${key}/read/${name.split('/').map(encodeURIComponent).join('/')}`);
    await page.locator('[data-block]').first().waitFor();
    const text = await page.locator('.pane').innerText();
    assert.ok(text.includes('<script>window.struck=1</script>'), name);
    assert.ok(text.includes('<i>nothing</i>'), name);
    assert.ok((await page.locator('.pane .txt .unseen').count()) >= 2, name);
    await unharmed(page);
  }
  await keepPicture(page, 'hostile-text');
  await page.goto(`${server.address}/p/${key}/people`);
  await page.locator('.row .l').first().waitFor();
  await page.locator('.row').first().click();
  await page.locator('.page .passage').first().waitFor();
  await unharmed(page);
  await page.goto(`${server.address}/p/${key}/search?q=${encodeURIComponent('<script>')}`);
  await page.locator('.search h1').waitFor();
  assert.ok((await page.locator('.search h1').innerText()).includes('<script>'));
  await unharmed(page);
  await done();
});

test('a megabyte without a space can be read past', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/read/long.txt`);
  await page.locator('.f').first().waitFor();
  await assertNoSidewaysScroll(page, 'long.txt');
  assert.ok(await page.locator('.pane').evaluate((pane) => pane.scrollWidth <= pane.clientWidth), 'the text is not wider than its pane');
  const { rows } = await (await fetch(`${server.address}/api/p/${key}/search?q=ended`)).json().then((found) => ({ rows: found.hits }));
  await page.goto('about:blank');
  await page.goto(`${server.address}/p/${key}/read/long.txt#t=${rows[0].passage.start}-${rows[0].passage.end}`);
  await page.waitForFunction(() => [...document.querySelectorAll('[data-block]')].some((block) => { const box = block.getBoundingClientRect(); return block.textContent.includes('it ended') && box.top >= 0 && box.top < innerHeight; }));
  await keepPicture(page, 'hostile-long');
  await done();
});

test('a folder chosen in the window is read, with progress', async () => {
  const { page, done } = await openPage();
  await page.goto(server.address);
  await page.locator('#folder').waitFor({ state: 'attached' });
  await page.locator('#folder').setInputFiles(SAMPLE);
  await page.locator('section progress').waitFor();
  await keepPicture(page, 'intake');
  await page.locator('.acts .btn.pri').waitFor({ timeout: 120_000 });
  const lines = await page.locator('section li').allInnerTexts();
  assert.ok(lines.length >= 5);
  assert.ok(lines.some((line) => line.includes('essay-en.md')));
  assert.ok(Number((await page.locator('.found dd').nth(1).innerText()).replace(/\D/g, '')) > 10, 'documents were found');
  await keepPicture(page, 'intake-done');
  await assertAccessible(page, 'intake');
  await page.locator('.acts .btn.pri').click();
  await page.locator('.doors h1').waitFor();
  assert.ok((await page.locator('.texts li').count()) >= 5);
  await done();
});

test('lists leave as CSV and JSON, under the same filters', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/people`);
  await page.locator('.row .l').first().waitFor();
  await page.locator('.take summary').click();
  for (const kind of ['CSV', 'JSON']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: kind }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.ok(text.includes('Chicherin') || text.includes('Чичерин'), kind);
    if (kind === 'JSON') JSON.parse(text);
  }
  await done();
});

test('when the program is gone, the window says so and goes on when it is back', async () => {
  const { page, complaints, context } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('.doors h1').waitFor();
  await context.route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.locator('[data-return=door-people]').click();
  await page.locator('.gone').waitFor();
  await context.unroute('**/api/**');
  await page.locator('.gone').waitFor({ state: 'detached' });
  await page.locator('.row .l').first().waitFor();
  await context.close();
  assert.deepEqual(complaints.filter((line) => !line.includes('ERR_CONNECTION_REFUSED')), []);
});
