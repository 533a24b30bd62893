// Shared words collated, the timeline, correspondence and review: in four looks, and as a historian goes through them by keyboard.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, pressUntil } from './window.mjs';

const QUOTED = 'The ferry is closed since noon, the boatmen refuse every order, and without a company of infantry I cannot answer for the custom house tonight. I beg for an answer by the same wire.';
const TEXTS = {
  'gatti.txt': `The night at the ferry\n\nOn 4 March 1861 the prefect Gatti telegraphed to the minister Bellini: “${QUOTED}” [State Archive, fond 12, opis 3, delo 45, f. 7.]\n\nOn 5 March 1861 Bellini wrote to Gatti. On 6 March 1861 the troops crossed the river.\n`,
  'other.txt': `The minister's desk\n\nIn his telegram of 4 March 1861 Gatti told Bellini: “${QUOTED.replace('every', 'each').replace(' I beg for an answer by the same wire.', '')}”\n\nThe letter of Bellini to Gatti of 7 March 1861 is lost.\n`,
  'third.txt': `A copy\n\nThere one reads that the ferry is closed since noon, the boatmen refuse every order, and without a company of infantry I cannot answer for the custom house tonight.\n\nIn the spring of 1861 negotiations began at Piacenza. Before 1 April 1861 the army withdrew.\n`,
  // a text of somebody who means harm: its words are words
  'evil.txt': `<img src=x onerror=alert(1)>\n\nOn 4 March 1861 the prefect <script>alert(1)</script> wrote to Bellini \u202eevil\u202c.\n`,
};
let server;
let key;
let scratch;
let shared;
const api = async (path) => (await fetch(`${server.address}/api/p/${key}${path}`)).json();
before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'regesta-compare-'));
  const folder = join(scratch, 'ferry');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(folder, name), text);
  server = await openFolder(folder);
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
  shared = (await api('/shared?possible=show')).rows[0].id;
});
after(async () => {
  await closeBrowser();
  await server?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const VIEWS = () => ({
  shared: ['/shared?possible=show', '.rows .door'],
  collation: [`/shared/${shared}`, 'td bdi'],
  apparatus: [`/shared/${shared}?as=apparatus`, 'ol li'],
  timeline: ['/timeline', '.dating'],
  'timeline-people': ['/timeline?lanes=person', '.dating'],
  network: ['/network', 'svg .link'],
  review: ['/review', '.rows li'],
  history: ['/review/history', '.history p'],
});
const LOOKS = [
  { name: 'light-en', colorScheme: 'light', locale: 'en-GB', width: 1440 },
  { name: 'dark-ru', colorScheme: 'dark', locale: 'ru-RU', width: 1440 },
  { name: 'dark-en-768', colorScheme: 'dark', locale: 'en-GB', width: 768 },
  { name: 'light-ru-320', colorScheme: 'light', locale: 'ru-RU', width: 320 },
];
for (const look of LOOKS) {
  test(`comparing, ${look.name}`, async (t) => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: 900 } });
    for (const [name, [path, sign]] of Object.entries(VIEWS())) {
      await t.test(name, async () => {
        await page.goto(`${server.address}/p/${key}${path}`);
        await page.locator(sign).first().waitFor({ state: 'attached' });
        await page.waitForFunction(() => document.fonts.status === 'loaded');
        assert.equal(await page.locator('h1').count(), 1, 'one h1');
        assert.equal(await page.locator('main img, main script').count(), 0, 'words of a text are no elements');
        await assertNoSidewaysScroll(page, name);
        await keepPicture(page, `${name}-${look.name}`);
        await assertAccessible(page, `${name}, ${look.name}`);
      });
    }
    await done();
  });
}

test('by keyboard: from the rail to a collation, another base, the apparatus, the words of a witness, and back', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('[data-return=door-shared]').waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyW');
  await page.locator('input[type=checkbox]').waitFor();
  if ((await page.locator('.rows .door').count()) === 0) await page.locator('input[type=checkbox]').check();
  await page.locator('.rows .door').first().waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.witnesses').waitFor();
  assert.equal(await page.locator('.witnesses tbody tr').count(), 3);
  assert.match(await page.locator('.witnesses tbody').innerText(), /State Archive, fond 12/);
  // each column holds all words of its witness
  const column = async (n) => (await page.locator(`.scroll tbody td:nth-child(${n})`).allInnerTexts()).join(' ').replace(/^[A-Z]: /gm, '');
  const words = (text) => text.replace(/[^\p{L}]+/gu, ' ').trim();
  const wanted = words(QUOTED.replace(/^The/, ''));
  assert.ok(words(await column(1)).includes(wanted.slice(0, 60)));
  assert.ok((await page.locator('.scroll .v.substitution').allInnerTexts()).some((word) => word === 'each' || word === 'every'));
  const base = () => page.locator('.sigil[aria-pressed=true]').innerText();
  const first = await base();
  await page.keyboard.press('KeyB');
  await page.waitForFunction((was) => document.querySelector('.sigil[aria-pressed=true]')?.textContent !== was, first);
  assert.match(page.url(), /base=/);
  await page.keyboard.press('KeyV');
  await page.locator('ol li').first().waitFor();
  await page.keyboard.press('KeyJ');
  await page.waitForFunction(() => document.activeElement?.id?.startsWith('entry-'));
  assert.match(await page.locator('ol').innerText(), /(each|every)/);
  await pressUntil(page, 'Shift+Tab', '.witnesses a');
  const source = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  await page.locator('.reading').waitFor();
  await page.waitForURL(/\/read\/.*#t=\d+-\d+/);
  await page.waitForFunction(() => (CSS.highlights.get('words-here')?.size ?? 0) > 0 || document.querySelector('.f.chosen') !== null);
  const at = new URL(page.url());
  const [start, end] = /t=(\d+)-(\d+)/.exec(at.hash).slice(1).map(Number);
  const text = TEXTS[decodeURIComponent(at.pathname.split('/').pop())];
  assert.match([...text].slice(start, end).join(''), /boatmen refuse/);
  assert.ok(text.length > 0 && source.length > 0);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement?.closest('.witnesses') !== null);
  await done();
});

test('a document leads to its readings, and a collation leaves as TEI', async () => {
  const { page, done } = await openPage();
  const { documents } = await api(`/shared/${shared}`);
  assert.ok(documents.length > 0, 'the telegram is quoted there');
  await page.goto(`${server.address}/p/${key}/e/${encodeURIComponent(documents[0].id)}`);
  const door = page.locator(`article a.door[href$="/shared/${shared}"]`);
  await door.waitFor();
  await door.click();
  await page.locator('.witnesses').waitFor();
  assert.match(await page.locator('.documents').innerText(), /telegram/);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'TEI' }).click();
  const file = readFileSync(await (await coming).path(), 'utf8');
  assert.match(file, /<listWit>[\s\S]*gatti\.txt[\s\S]*<app><lem/);
  await page.getByRole('button', { name: 'Copy apparatus' }).click();
  await page.waitForFunction(async () => /\] (each|every)/.test(await navigator.clipboard.readText()));
  await done();
});

test('the timeline: arrows, zoom, a brush that filters the lists, and the picture', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/timeline`);
  await page.locator('.dating').first().waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('.chosen-dating').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const before = await page.locator('svg text').allInnerTexts();
  for (let times = 0; times < 4; times++) await page.keyboard.press('Equal');
  await page.waitForURL(/span=1861/);
  assert.notDeepEqual(await page.locator('svg text').allInnerTexts(), before);
  await page.keyboard.press('Digit0');
  // a spring is hatched, a certain day is full
  assert.equal(await page.locator('.dating rect[fill="url(#time-hatch)"]').count(), 1, 'the spring');
  assert.ok((await page.locator('.dating rect[fill="var(--date)"]').count()) >= 5, 'the days');
  const chosen = await page.locator('.chosen-dating .words').innerText();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/read\/.*#t=/);
  await page.locator('.reading').getByText(chosen.slice(0, 20)).first().waitFor();
  await page.goBack();
  await page.locator('.dating').first().waitFor();
  const axis = await page.locator('svg .axis').boundingBox();
  await page.mouse.move(axis.x + 5, axis.y + 12);
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width * 0.5, axis.y + 12, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  const period = new URL(page.url()).searchParams;
  await page.locator('.bar .chip').waitFor();
  const picture = page.waitForEvent('download');
  await page.getByRole('button', { name: 'SVG' }).click();
  const svg = readFileSync(await (await picture).path(), 'utf8');
  assert.match(svg, /^<svg[\s\S]*>The night at the ferry<[\s\S]*spring 1861/);
  assert.doesNotMatch(svg, /var\(--|<script|<foreignObject|onerror/);
  const other = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PNG' }).click();
  const png = readFileSync(await (await other).path());
  assert.deepEqual([...png.subarray(1, 4)].map((one) => String.fromCharCode(one)).join(''), 'PNG');
  assert.ok(png.readUInt32BE(16) > 1000, 'as wide as the window at least');
  await page.getByRole('link', { name: 'As a list' }).click();
  await page.waitForURL(/\/chronology\?/);
  const carried = new URL(page.url()).searchParams;
  assert.deepEqual([carried.get('from'), carried.get('to')], [period.get('from'), period.get('to')]);
  await done();
});

test('correspondence starts from one person and moves to the next', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/network`);
  await page.locator('svg .link').first().waitFor();
  await page.locator('main').focus();
  const start = await page.locator('select').first().inputValue();
  await page.keyboard.press('ArrowDown');
  await page.locator('.exchange li').first().waitFor();
  const link = new URL(page.url()).searchParams.get('with');
  const { rows } = await api(`/list/documents?person=${encodeURIComponent(start)}&limit=500`);
  const keyOf = (party) => party.id || `~${party.label}`;
  const between = rows.filter((row) => [[row.from, row.to], [row.to, row.from]].some(([a, b]) => a.some((p) => keyOf(p) === start) && b.some((p) => keyOf(p) === link)));
  assert.ok(between.length > 0);
  assert.equal(await page.locator('.exchange li').count(), between.length);
  await page.keyboard.press('KeyS');
  await page.waitForFunction((wanted) => document.querySelector('select')?.value === wanted, link);
  assert.equal(new URL(page.url()).searchParams.get('start'), link);
  await done();
});

test('review: one key decides, undo without end, another value, and what is decided stays', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/review?kind=date`);
  await page.locator('.rows li.chosen').waitFor();
  await page.locator('main').focus();
  const all = async () => (await api('/decisions')).decisions;
  const finding = () => page.locator('.rows li.chosen [data-finding]').getAttribute('data-finding');
  const first = await finding();
  await page.keyboard.press('KeyA');
  await page.waitForFunction((was) => document.querySelector('li.chosen [data-finding]')?.getAttribute('data-finding') !== was, first);
  await page.locator(`li:has([data-finding="${first}"]) .decided`).filter({ hasText: 'Accepted' }).waitFor();
  const second = await finding();
  await page.keyboard.press('KeyR');
  await page.waitForFunction((was) => document.querySelector('li.chosen [data-finding]')?.getAttribute('data-finding') !== was, second);
  await page.locator(`li:has([data-finding="${second}"]) .decided`).filter({ hasText: 'Rejected' }).waitFor();
  assert.deepEqual((await all()).map((one) => one.action), ['reject', 'accept']);
  await page.keyboard.press('KeyU');
  await page.locator(`li:has([data-finding="${second}"]) .decided`).waitFor({ state: 'detached' });
  await page.keyboard.press('KeyU');
  await page.locator(`li:has([data-finding="${first}"]) .decided`).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+KeyZ');
  await page.locator(`li:has([data-finding="${first}"]) .decided`).filter({ hasText: 'Accepted' }).waitFor();
  assert.deepEqual((await all()).map((one) => one.action), ['accept', 'leave_open', 'leave_open', 'reject', 'accept']);
  // a date that is none is refused, and said so; a date that is one is kept
  await page.locator(`[data-finding="${second}"] .made`).click();
  await page.keyboard.press('KeyC');
  await page.locator('#decision-value').fill('1861-03-09');
  await page.keyboard.press('Enter');
  await page.locator(`li:has([data-finding="${second}"]) .decided`).filter({ hasText: '9 March 1861' }).waitFor();
  await assertAccessible(page, 'after deciding');
  // another window has decided in between: nobody is overruled in silence
  const other = await api('/review?status=all&kind=date&limit=200');
  const known = other.rows.find((row) => row.finding === first);
  const answer = await fetch(`${server.address}/api/p/${key}/decide`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ finding: first, action: 'reject', editor: 'A. P.', knows: known.decision.id }) });
  assert.equal(answer.status, 200);
  await page.locator(`[data-finding="${first}"] .made`).click();
  const refused = page.waitForResponse((response) => response.url().endsWith('/decide'));
  await page.keyboard.press('KeyA');
  assert.equal((await refused).status(), 409);
  await page.locator('.failure').waitFor();
  assert.match(await page.locator('.failure').innerText(), /reject by A\. P\./);
  await page.goto(`${server.address}/p/${key}/review/history`);
  await page.locator('.history li').first().waitFor();
  assert.equal(await page.locator('.history li').count(), 7);
  assert.match(await page.locator('.history li').first().innerText(), /Rejected\. A\. P\./);
  await keepPicture(page, 'history-told');
  await page.goto(`${server.address}/p/${key}/review?status=decided`);
  await page.locator('.rows li .decided').nth(1).waitFor();
  await done().catch((error) => assert.match(String(error.message), /409/));
});

test('a list leaves as Markdown and on paper with all its rows', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}/documents`);
  await page.locator('.row .k').first().waitFor();
  await page.locator('.take summary').click();
  await assertAccessible(page, 'take away');
  const href = await page.getByRole('link', { name: 'Markdown' }).getAttribute('href');
  const markdown = await (await page.request.get(server.address + href)).text();
  const { total } = await api('/list/documents?limit=1');
  assert.equal(markdown.trim().split('\n').length, total + 2);
  assert.match(markdown, /^\| n \| date \|/);
  assert.doesNotMatch(markdown, /[^\\]<script/);
  await page.evaluate(() => { globalThis.print = () => { globalThis.printed = document.querySelectorAll('.on-paper .row').length; }; });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.waitForFunction((number) => globalThis.printed === number, total);
  await done();
});
