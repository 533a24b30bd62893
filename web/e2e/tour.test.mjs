// The tour on the sample: five notes, each beside a thing; Esc closes it for good; other projects have none.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, closeBrowser, keepPicture, openFolder, openPage, SAMPLE } from './window.mjs';

let server;
let scratch;
before(async () => {
  server = await openFolder(SAMPLE);
  scratch = mkdtempSync(join(tmpdir(), 'regesta-tour-'));
});
after(async () => {
  await closeBrowser();
  await server?.close();
  rmSync(scratch, { recursive: true, force: true });
});
const doors = () => `${server.address}/p/caucasus-1920`;

for (const look of [{ name: 'light-en', colorScheme: 'light', locale: 'en-GB', width: 1440 }, { name: 'dark-ru-320', colorScheme: 'dark', locale: 'ru-RU', width: 320 }]) {
  test(`five notes on real things, ${look.name}`, async () => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale, viewport: { width: look.width, height: 800 } });
    await page.goto(doors());
    for (let step = 1; step <= 5; step++) {
      const note = page.locator('.tour');
      await note.waitFor();
      await page.locator('.tour-thing').waitFor();
      assert.match(await note.locator('.step').textContent(), new RegExp(`^${step} `));
      await assertNoSidewaysScroll(page, `tour ${step}`);
      await keepPicture(page, `tour-${step}-${look.name}`);
      await assertAccessible(page, `tour ${step}, ${look.name}`);
      await note.locator('.btn.pri').click();
    }
    assert.equal(await page.locator('.tour').count(), 0);
    await page.goto(doors());
    await page.locator('.doors h1').waitFor();
    await page.waitForTimeout(300);
    assert.equal(await page.locator('.tour').count(), 0, 'what is closed stays closed');
    await done();
  });
}

test('Esc closes it for good', async () => {
  const { page, done } = await openPage();
  await page.goto(doors());
  await page.locator('.tour').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.tour').waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('.doors h1').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('.tour').count(), 0);
  await done();
});

test('another project has no tour', async () => {
  const folder = join(scratch, 'mine');
  cpSync(join(SAMPLE, 'essays'), folder, { recursive: true });
  const own = await openFolder(folder);
  try {
    const { page, done } = await openPage();
    await page.goto(`${own.address}/p/mine`);
    await page.locator('.doors h1').waitFor();
    await page.waitForTimeout(300);
    assert.equal(await page.locator('.tour').count(), 0);
    await done();
  } finally {
    await own.close();
  }
});
