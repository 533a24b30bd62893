// The picture of a page beside its text, on a PDF: words marked, words chosen on the page, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, ROOT } from './window.mjs';

let folder;
let server;
let address;
let api;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regesta-pages-'));
  copyFileSync(join(ROOT, 'crates/regesta-ingest/tests/fixtures/two_columns.pdf'), join(folder, 'ferry.pdf'));
  server = await openFolder(folder);
  api = async (path) => (await fetch(`${server.address}/api${path}`)).json();
  const { projects } = await api('/projects');
  address = { key: projects[0].key, url: `${server.address}/p/${projects[0].key}/read/ferry.pdf` };
});
after(async () => {
  await closeBrowser();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPicture(options) {
  const opened = await openPage(options);
  await opened.page.goto(address.url);
  await opened.page.locator('.stretch').first().waitFor();
  await opened.page.locator('.side').click();
  await opened.page.waitForFunction(() => { const img = document.querySelector('.picture img'); return img?.complete && img.naturalWidth > 0; });
  return opened;
}

test('boxes of the server hold the words of the text', async () => {
  const part = await api(`/p/${address.key}/page?source=ferry.pdf&index=1`);
  assert.ok(part.words.length > 300);
  const word = part.words.find((one) => one.end - one.start > 8);
  const quote = await api(`/p/${address.key}/quote?source=ferry.pdf&start=${word.start}&end=${word.end}`);
  assert.match(quote.text, /^\S{8,}$/);
  assert.ok(word.x >= 0 && word.x + word.width <= part.page.width && word.y + word.height <= part.page.height);
});

test('by mouse: words dragged over on the page are shown in the text', async () => {
  const { page, done } = await openPicture();
  const part = await api(`/p/${address.key}/page?source=ferry.pdf&index=0`);
  const at = part.words.findIndex((word, i) => i > 40 && part.words[i + 2] && Math.abs(part.words[i + 2].y - word.y) < 2);
  const box = await page.locator('.picture').boundingBox();
  const point = (word) => [box.x + ((word.x + word.width / 2) / part.page.width) * box.width, box.y + ((word.y + word.height / 2) / part.page.height) * box.height];
  await page.mouse.move(...point(part.words[at]));
  await page.mouse.down();
  await page.mouse.move(...point(part.words[at + 2]), { steps: 4 });
  await page.mouse.up();
  const quote = await api(`/p/${address.key}/quote?source=ferry.pdf&start=${part.words[at].start}&end=${part.words[at + 2].end}`);
  await page.locator('footer .words').waitFor();
  assert.equal((await page.locator('footer .words').innerText()).trim(), quote.text.trim());
  await keepPicture(page, 'page-words');
  await done();
});

test('by keyboard: the arrows go from word to word, Page Down turns the page', async () => {
  const { page, done } = await openPicture();
  await page.locator('.picture').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('footer .words').waitFor();
  assert.equal(await page.locator('.picked').count() >= 1, true);
  await page.locator('.picture').focus();
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => document.querySelector('.page select')?.value === '1');
  await page.keyboard.press('v');
  await page.locator('.picture').waitFor({ state: 'detached' });
  await done();
});

for (const [name, options] of [['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark', locale: 'ru-RU' }], ['narrow', { colorScheme: 'light', viewport: { width: 600, height: 900 } }]]) {
  test(`axe finds nothing: ${name}`, async () => {
    const { page, done } = await openPicture(options);
    const finding = page.locator('.f').first();
    if (await finding.count()) await finding.click();
    await assertAccessible(page, `the page picture, ${name}`);
    await assertNoSidewaysScroll(page, `the page picture, ${name}`);
    await keepPicture(page, `page-${name}`);
    await done();
  });
}
