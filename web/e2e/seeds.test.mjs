// The same on real papers, where they are: what stands in them of one day is found within few steps.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible, closeBrowser, keepPicture, openFolder, openPage, SEEDS } from './window.mjs';

const skip = existsSync(SEEDS) ? false : 'no such papers beside the project';
let server;
let key;
before(async () => {
  if (skip) return;
  server = await openFolder(SEEDS);
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
});

test('10 May 1920 in the calendar and in the words', { skip }, async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('.texts li').first().waitFor();
  await keepPicture(page, 'seeds-doors');
  await page.locator('[data-return=door-documents]').click();
  await page.locator('.row .k').first().waitFor();
  await page.locator('#filter-from').fill('1920-05-10');
  await page.locator('#filter-from').press('Tab');
  await page.locator('#filter-to').fill('1920-05-10');
  await page.locator('#filter-to').press('Tab');
  await page.waitForURL(/from=1920-05-10&to=1920-05-10/);
  await page.locator('.row .k').first().waitFor();
  // rows touch, whatever stood in their places before
  await page.waitForFunction(() => {
    const boxes = [...document.querySelectorAll('[data-index]')].map((place) => place.getBoundingClientRect()).sort((a, b) => a.top - b.top);
    return boxes.length > 3 && boxes.slice(1).every((box, at) => Math.abs(box.top - boxes[at].bottom) < 1.5) && [...document.querySelectorAll('[data-index]')].every((place) => Math.abs(place.offsetHeight - place.querySelector('.row').offsetHeight) < 3);
  });
  await keepPicture(page, 'seeds-10-may');
  await page.locator('.row').first().click();
  await page.locator('.page .passage').first().waitFor();
  await assertAccessible(page, 'seeds calendar');
  await keepPicture(page, 'seeds-10-may-page');
  await page.locator('.page article a.btn.pri').click();
  await page.locator('.f.chosen').first().waitFor();
  await keepPicture(page, 'seeds-words');
  await assertAccessible(page, 'seeds reading');
  await done();
});

test('every text opens, and every finding of the first part can be walked', { skip }, async () => {
  const { page, done } = await openPage();
  const { sources } = await (await fetch(`${server.address}/api/p/${key}`)).json();
  for (const [at, source] of sources.entries()) {
    await page.goto(`${server.address}/p/${key}/read/${source.source.split('/').map(encodeURIComponent).join('/')}`);
    await page.locator('.f').first().waitFor({ state: 'attached' });
    const seen = new Set();
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('ArrowDown');
      await page.locator('.f.chosen').first().waitFor({ state: 'attached' });
      seen.add(await page.evaluate(() => location.hash));
    }
    assert.ok(seen.size >= 20, `${source.source}: ${seen.size} findings walked`);
    await keepPicture(page, `seeds-text-${at}`);
  }
  await done();
});
