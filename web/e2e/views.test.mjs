// Every view, light and dark, English and Russian, wide and narrow: axe, nothing cut at the side, nothing on the console.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, SAMPLE } from './window.mjs';

let server;
let views;
before(async () => {
  server = await openFolder(SAMPLE);
  const api = async (path) => (await fetch(`${server.address}/api${path}`)).json();
  const { projects } = await api('/projects');
  const key = projects[0].key;
  const overview = await api(`/p/${key}`);
  const first = async (list) => (await api(`/p/${key}/list/${list}?limit=1`)).rows[0];
  const document = await first('documents');
  const person = await first('people');
  const shelfmark = await first('shelfmarks');
  const read = (passage) => `/p/${key}/read/${passage.source.split('/').map(encodeURIComponent).join('/')}#t=${passage.start}-${passage.end}`;
  views = {
    start: ['/', '.start h1'],
    doors: [`/p/${key}`, '.doors h1'],
    reading: [`/p/${key}/read/${overview.sources[0].source}`, '.f'],
    'reading-chosen': [read(document.first), '.inspector h2'],
    documents: [`/p/${key}/documents`, '.row .k'],
    'documents-page': [`/p/${key}/documents?sel=${encodeURIComponent(document.id)}`, '.row .k'],
    chronology: [`/p/${key}/chronology`, '.row .t'],
    people: [`/p/${key}/people`, '.row .l'],
    places: [`/p/${key}/places`, '.row .l'],
    bodies: [`/p/${key}/bodies`, '.row .l'],
    shelfmarks: [`/p/${key}/shelfmarks`, '.row .l'],
    person: [`/p/${key}/e/${encodeURIComponent(person.id)}`, 'article h1'],
    document: [`/p/${key}/e/${encodeURIComponent(document.id)}`, 'article h1'],
    shelfmark: [`/p/${key}/e/${encodeURIComponent(shelfmark.id)}`, '.written .text'],
    'shelfmarks-page': [`/p/${key}/shelfmarks?sel=${encodeURIComponent(shelfmark.id)}`, '.row .l'],
    search: [`/p/${key}/search?q=${encodeURIComponent('Чичерин')}`, '.entities a, .hit'],
    'filters-hide-all': [`/p/${key}/documents?q=qqqzzz`, '.empty button'],
    nowhere: [`/p/${key}/nothing-of-this-kind`, 'h1'],
  };
});
after(async () => {
  await closeBrowser();
  await server?.close();
});

const LOOKS = [
  { name: 'light-en', colorScheme: 'light', locale: 'en-GB', width: 1440 },
  { name: 'dark-ru', colorScheme: 'dark', locale: 'ru-RU', width: 1440 },
  { name: 'light-ru-1100', colorScheme: 'light', locale: 'ru-RU', width: 1100 },
  { name: 'dark-en-768', colorScheme: 'dark', locale: 'en-GB', width: 768 },
  { name: 'light-ru-320', colorScheme: 'light', locale: 'ru-RU', width: 320 },
];
for (const look of LOOKS) {
  test(`every view, ${look.name}`, async (t) => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: 900 } });
    for (const [name, [path, sign]] of Object.entries(views)) {
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

test('the keys, the palette and the menu of layers', async () => {
  const { page, done } = await openPage();
  await page.goto(server.address + views.reading[0]);
  await page.locator('.f').first().waitFor();
  await page.keyboard.press('Shift+Slash');
  await page.locator('dialog dl').first().waitFor();
  await keepPicture(page, 'keys');
  await assertAccessible(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+KeyK');
  await page.locator('#commands li').first().waitFor();
  await assertAccessible(page, 'palette');
  await keepPicture(page, 'palette');
  await page.keyboard.press('Escape');
  const line = (kind) => page.locator(`.f.${kind}`).first().evaluate((span) => getComputedStyle(span).textDecorationLine);
  assert.match(await line('date'), /underline/);
  await page.getByRole('button', { name: 'Dates' }).click();
  assert.equal(await line('date'), 'none');
  await page.getByRole('button', { name: 'Dates' }).click();
  await page.locator('.layers summary').click();
  await assertAccessible(page, 'layers');
  await done();
});

test('the theme can be chosen against the system', async () => {
  const { page, done } = await openPage({ colorScheme: 'light' });
  await page.goto(server.address + views.doors[0]);
  await page.locator('.doors h1').waitFor();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const button = page.getByRole('button', { name: /Colours/ });
  await button.click();
  await button.click();
  assert.notEqual(await paper(), light);
  await page.reload();
  await page.locator('.doors h1').waitFor();
  assert.notEqual(await paper(), light);
  await done();
});

test('forced colours keep the lines', async () => {
  const { page, done } = await openPage({ forcedColors: 'active' });
  await page.goto(server.address + views['reading-chosen'][0]);
  await page.locator('.f.date').first().waitFor();
  assert.match(await page.locator('.f.date').first().evaluate((span) => getComputedStyle(span).textDecorationLine), /underline/);
  await done();
});
