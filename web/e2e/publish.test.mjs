// The published pages, opened from disk with the network off: with and without scripts, in several looks, from an entry to its words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { closeBrowser, keepPicture, openPage, ROOT, SAMPLE } from './window.mjs';

const BINARY = process.env.REGESTA_BIN ?? [join(ROOT, 'target/release/regesta'), join(ROOT, 'target/debug/regesta')].find(existsSync);
const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let scratch;
let site;
before(() => {
  scratch = mkdtempSync(join(tmpdir(), 'regesta-publish-'));
  const project = join(scratch, 'caucasus-1920.regesta');
  execFileSync(BINARY, ['build', SAMPLE, '-o', project], { stdio: 'ignore' });
  site = join(scratch, 'site');
  execFileSync(BINARY, ['publish', project, site], { stdio: 'ignore' });
});
after(async () => {
  await closeBrowser();
  rmSync(scratch, { recursive: true, force: true });
});

/** A page that may read files of this site only; anything else is a complaint. */
async function openDisk(options = {}) {
  const opened = await openPage({ offline: true, ...options });
  await opened.context.unroute('**/*');
  await opened.context.route('**/*', (route) => {
    if (route.request().url().startsWith(`file://${site}/`)) return route.continue();
    opened.complaints.push(`a request out of the site: ${route.request().url()}`);
    return route.abort();
  });
  return opened;
}
const address = (path) => `file://${join(site, path)}`;
const first = (folder) => `${folder}/${readdirSync(join(site, folder)).filter((name) => name.endsWith('.html')).sort()[0]}`;
async function assertAccessible(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], preload: false }));
  assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`), [], `axe on ${what}`);
}

for (const look of [{ name: 'light-1440', colorScheme: 'light', width: 1440 }, { name: 'dark-320', colorScheme: 'dark', width: 320 }, { name: 'light-3840', colorScheme: 'light', width: 3840 }]) {
  test(`every kind of page, ${look.name}`, async () => {
    const { page, done } = await openDisk({ colorScheme: look.colorScheme, viewport: { width: look.width, height: 900 } });
    const pages = ['index.html', 'documents.html', 'chronology.html', 'timeline.html', 'map.html', 'letters.html', 'people.html', 'places.html', 'bodies.html', 'shelfmarks.html', 'discrepancies.html', 'shared.html', 'schemes.html', first('texts'), first('things')];
    for (const path of pages) {
      await page.goto(address(path));
      await page.locator('h1').waitFor();
      assert.equal(await page.locator('h1').count(), 1, path);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${path} is wider than its window: ${wide} > ${room}`);
      await keepPicture(page, `site-${path.replace(/\W/g, '-')}-${look.name}`);
      await assertAccessible(page, `${path}, ${look.name}`);
    }
    await done();
  });
}

test('from the calendar to the words and to what else is said of a person, without scripts', async () => {
  const { page, done } = await openDisk({ javaScriptEnabled: false });
  await page.goto(address('index.html'));
  await page.locator('.doors a', { hasText: 'Calendar' }).click();
  const row = page.locator('tr[id^="d"]').first();
  await row.locator('td').last().locator('a').click();
  const [path, place] = page.url().split('#');
  assert.match(path, /\/texts\//);
  assert.match(place, /^w\d+-\d+$/);
  assert.ok(await page.locator(`#${place}`).isVisible(), 'the words are in sight');
  await page.locator('a.f.person').first().click();
  assert.match(page.url(), /\/things\//);
  assert.ok(await page.locator('.passage').count() > 0);
  await done();
});

test('rows are filtered where scripts run', async () => {
  const { page, done } = await openDisk();
  await page.goto(address('chronology.html'));
  const all = await page.locator('table.list tbody tr').count();
  await page.locator('.filter').fill('telegram');
  const shown = await page.locator('table.list tbody tr:visible').count();
  assert.ok(shown > 0 && shown < all, `${shown} of ${all}`);
  await page.locator('.filter').fill('qqqq');
  assert.equal(await page.locator('table.list tbody tr:visible').count(), 0);
  await done();
});
