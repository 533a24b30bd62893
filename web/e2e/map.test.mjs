// The map: in several looks; by keyboard alone from the rail to the words; filtered by the brush; as a table; as files.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, SAMPLE } from './window.mjs';

let server;
let key;
before(async () => {
  server = await openFolder(SAMPLE);
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
});
const map = (query = '') => `${server.address}/p/${key}/map${query}`;
const api = async (path) => (await fetch(`${server.address}/api/p/${key}${path}`)).json();

const LOOKS = [
  { name: 'light-en', colorScheme: 'light', locale: 'en-GB', width: 1440, height: 900 },
  { name: 'dark-ru', colorScheme: 'dark', locale: 'ru-RU', width: 1440, height: 900 },
  { name: 'light-en-3840', colorScheme: 'light', locale: 'en-GB', width: 3840, height: 2160 },
  { name: 'dark-en-768', colorScheme: 'dark', locale: 'en-GB', width: 768, height: 900 },
  { name: 'light-ru-320', colorScheme: 'light', locale: 'ru-RU', width: 320, height: 700 },
];
for (const look of LOOKS) {
  test(`the map, ${look.name}`, async () => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: look.height } });
    for (const [name, query, sign] of [['map', '', '.place'], ['map-chosen', '?sel=baku&from=1920-04&to=1920-05', '.place-panel h2'], ['map-table', '?as=table', 'tbody tr']]) {
      await page.goto(map(query));
      await page.locator(sign).first().waitFor({ state: 'attached' });
      await page.waitForFunction(() => document.fonts.status === 'loaded');
      if (name !== 'map-table') await page.locator('svg path[fill-rule="evenodd"]').first().waitFor({ state: 'attached' });
      assert.equal(await page.locator('h1').count(), 1, 'one h1');
      await assertNoSidewaysScroll(page, name);
      await keepPicture(page, `${name}-${look.name}`);
      await assertAccessible(page, `${name}, ${look.name}`);
    }
    await done();
  });
}

test('by keyboard from the rail to a place, to its words, and back', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${key}`);
  await page.locator('.doors h1').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.locator('.place').first().waitFor();
  await page.keyboard.press('ArrowRight');
  const first = new URL(page.url()).searchParams.get('sel');
  assert.ok(first, 'an arrow chooses a place');
  const seen = new Set([first]);
  for (const arrow of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowRight']) {
    await page.keyboard.press(arrow);
    seen.add(new URL(page.url()).searchParams.get('sel'));
  }
  assert.ok(seen.size > 2, 'arrows go from place to place');
  const chosen = new URL(page.url()).searchParams.get('sel');
  const place = (await api('/map')).places.find((one) => one.id === chosen);
  await page.keyboard.press('y');
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('“')));
  const footnote = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(footnote.includes(`${place.first.start}-${place.first.end}`), footnote);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/read\//);
  assert.match(page.url(), new RegExp(`#t=${place.first.start}-${place.first.end}`));
  await page.locator('.inspector, .f').first().waitFor();
  await page.goBack();
  await page.locator('.place-panel h2').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('sel'), chosen);
  await page.keyboard.press('t');
  await page.locator('tbody tr').first().waitFor();
  const { places, nowhere } = await api('/map');
  assert.equal(await page.locator('tbody tr').count(), places.length + nowhere.length);
  await done();
});

test('the brush filters the map, and the filter goes along into the list', async () => {
  const { page, done } = await openPage();
  await page.goto(map());
  await page.locator('.place').first().waitFor();
  const all = await page.locator('.place').count();
  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/from=/);
  await page.waitForFunction((before) => document.querySelectorAll('.place').length < before, all);
  const from = new URL(page.url()).searchParams.get('from');
  await page.locator('nav a', { hasText: 'Events' }).click();
  await page.waitForURL(/chronology/);
  assert.equal(new URL(page.url()).searchParams.get('from'), from);
  await done();
});

test('names of the time and of today are layers, the map moves and its address holds where it stands', async () => {
  const { page, done } = await openPage();
  await page.goto(map('?names=printed'));
  await page.locator('.place').first().waitFor();
  const told = () => page.locator('.place').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  const printed = await told();
  await page.getByLabel('Names').selectOption('now');
  await page.waitForURL(/names=now/);
  assert.notDeepEqual(await told(), printed);
  await page.keyboard.press('Escape');
  await page.locator('.stage .figure').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('+');
  await page.waitForURL(/at=/);
  const x = await page.locator('.place circle').first().getAttribute('cx');
  await page.reload();
  await page.locator('.place').first().waitFor();
  assert.equal(Math.round(Number(await page.locator('.place circle').first().getAttribute('cx'))), Math.round(Number(x)));
  await done();
});

test('pictures and tables leave as files', async () => {
  const { page, done } = await openPage({ acceptDownloads: true });
  await page.goto(map());
  await page.locator('.place').first().waitFor();
  await page.locator('svg path[fill-rule="evenodd"]').first().waitFor({ state: 'attached' });
  await page.locator('.take summary').click();
  await assertAccessible(page, 'take away');
  const take = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.bar').getByText(name, { exact: true }).click()]);
    return readFileSync(await file.path());
  };
  const svg = (await take('SVG')).toString('utf8');
  assert.match(svg, /^<svg /);
  assert.ok(!svg.includes('var(--') && !svg.includes('href='), 'colours are written out and nothing is fetched');
  assert.ok((await take('PNG')).subarray(1, 4).equals(Buffer.from('PNG')));
  assert.ok((await take('CSV')).toString('utf8').includes('latitude'));
  assert.ok((await take('Excel (XLSX)')).subarray(0, 2).equals(Buffer.from('PK')));
  assert.ok(JSON.parse((await take('JSON')).toString('utf8')).length > 10);
  await done();
});

test('a project whose places no list knows says so, and hostile words stay words', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'regesta-map-'));
  const folder = join(scratch, 'void');
  mkdirSync(folder);
  writeFileSync(join(folder, 'evil.txt'), 'The road\n\nOn 4 March 1861 the consul left the village of <img src=x onerror=alert(1)>Qqvillage and came to Baku<script>alert(2)</script>.\n');
  const own = await openFolder(folder);
  try {
    const name = (await (await fetch(`${own.address}/api/projects`)).json()).projects[0].key;
    const { page, done } = await openPage();
    page.on('dialog', () => assert.fail('a word of a text ran'));
    await page.goto(`${own.address}/p/${name}/map?as=table`);
    await page.locator('.map-view').waitFor();
    await page.locator('tbody tr, .empty').first().waitFor();
    assert.equal(await page.locator('.map-view img, .map-view script').count(), 0);
    await done();
  } finally {
    await own.close();
    rmSync(scratch, { recursive: true, force: true });
  }
});
