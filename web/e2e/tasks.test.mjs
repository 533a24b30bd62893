// Ten things a historian does in a day, on the sample folder, by keyboard where a key exists; pictures are kept where asked for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { assertAccessible, closeBrowser, keepPicture, openFolder, openPage, pressUntil, SAMPLE } from './window.mjs';

let server;
let key;
const api = async (path) => (await fetch(`${server.address}/api/p/${key}${path}`)).json();
const at = (path) => `${server.address}/p/${key}${path}`;
before(async () => {
  server = await openFolder(join(SAMPLE, 'essays'));
  key = (await (await fetch(`${server.address}/api/projects`)).json()).projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
});

test('1 find the telegrams of one day', async () => {
  const { page, done } = await openPage();
  const telegram = (await api('/list/documents?genre=telegram&limit=100')).rows.find((row) => /^\d{4}-\d\d-\d\d$/.test(row.dates[0]?.edtf ?? ''));
  const day = telegram.dates[0].edtf;
  await page.goto(at(''));
  await page.locator('[data-return=door-documents]').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(`date:${day} genre:telegram`);
  await page.keyboard.press('Enter');
  await page.locator('.documents a').first().waitFor();
  await pressUntil(page, 'Tab', '.documents a');
  await keepPicture(page, 'task-1-telegram');
  await page.keyboard.press('Enter');
  await page.locator('article h1').waitFor();
  assert.match(page.url(), /\/e\//);
  await assertAccessible(page, 'the page of a telegram');
  await done();
});

test('2 see how two authors tell and quote one document', async () => {
  const { page, done } = await openPage();
  const document = (await api('/list/documents?limit=200&sort=sources')).rows.find((row) => row.sources.length > 1);
  await page.goto(at(`/e/${encodeURIComponent(document.id)}`));
  await page.locator('article h1').waitFor();
  assert.ok((await page.locator('thead th').count()) > 2, 'a column for each author');
  const words = await page.locator('.said a').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('#')[0]));
  assert.ok(new Set(words).size > 1, 'the words of both are one click away');
  await keepPicture(page, 'task-2-two-authors');
  await assertAccessible(page, 'one document, two authors');
  await done();
});

test('3 and 4 correct a sender, see it in the calendar, and undo', async () => {
  const { page, done } = await openPage();
  const document = (await api('/list/documents?limit=100')).rows.find((row) => row.from.length === 1);
  await page.goto(at(`/e/${encodeURIComponent(document.id)}`));
  const row = page.locator('tbody tr', { has: page.locator('th', { hasText: /^From|^Sent by|^Sender/ }) }).first();
  await row.locator('button.judge').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('KeyC');
  await page.locator('.judge [name=value]').fill('Somebody Else');
  await page.keyboard.press('Enter');
  await page.locator('.decided', { hasText: 'Somebody Else' }).waitFor();
  await keepPicture(page, 'task-3-corrected');
  await assertAccessible(page, 'a corrected field');
  const corrected = (await api('/list/documents?decided=corrected')).rows.find((one) => one.id === document.id);
  assert.equal(corrected.from[0].label, 'Somebody Else');
  await page.keyboard.press('Control+KeyZ');
  await page.waitForFunction(() => !document.querySelector('.decided'));
  const undone = (await api('/list/documents?limit=500')).rows.find((one) => one.id === document.id);
  assert.equal(undone.from[0].label, document.from[0].label);
  await page.keyboard.press('Control+Shift+KeyZ');
  await page.locator('.decided', { hasText: 'Somebody Else' }).waitFor();
  await page.keyboard.press('Control+KeyZ');
  await page.waitForFunction(() => !document.querySelector('.decided'));
  await done();
});

test('5 merge two names, and part them again by undoing', async () => {
  const { page, done } = await openPage();
  const [one, other] = (await api('/list/people?limit=40')).rows.filter((row) => row.label.length > 5).slice(-2);
  await page.goto(at(`/e/${encodeURIComponent(one.id)}`));
  await page.locator('article h1').waitFor();
  await page.keyboard.press('KeyM');
  await page.keyboard.type(other.label);
  const found = page.locator('.found button').first();
  await found.waitFor();
  await pressUntil(page, 'Tab', '.found button');
  await page.keyboard.press('Enter');
  await page.locator('.sides .side').nth(1).waitFor();
  await keepPicture(page, 'task-5-merge');
  await assertAccessible(page, 'both sides of a merge');
  const before = (await api('/list/people')).total;
  await page.locator('form button.pri').focus();
  await page.keyboard.press('Enter');
  await page.locator('.foot').waitFor();
  assert.equal((await api('/list/people')).total, before - 1);
  await page.locator('main').focus();
  await page.keyboard.press('KeyU');
  await page.waitForFunction(async ([address, number]) => (await (await fetch(address)).json()).total === number, [`${server.address}/api/p/${key}/list/people`, before]);
  await done();
});

test('6 list the files to order in one archive', async () => {
  const { page, done } = await openPage();
  await page.goto(at('/shelfmarks'));
  await page.locator('.row').first().waitFor();
  await page.locator('[data-return^=facet-archive-]').first().focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/archive=/);
  const archive = new URL(page.url()).searchParams.get('archive');
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[href*=reading-room]').click()]);
  const stream = await file.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  const rows = (await api(`/list/shelfmarks?archive=${encodeURIComponent(archive)}`)).rows.filter((row) => row.delo);
  assert.equal(text.trim().split('\n').length, rows.length + 1);
  await keepPicture(page, 'task-6-files');
  await done();
});

test('7 filter the timeline to a week', async () => {
  const { page, done } = await openPage();
  const day = (await api('/list/chronology?limit=100')).rows.find((row) => /^1920-\d\d-\d\d$/.test(row.date)).date;
  const end = new Date(Date.parse(day) + 6 * 86400e3).toISOString().slice(0, 10);
  await page.goto(at(`/timeline?from=${day}&to=${end}`));
  await page.locator('.dating').first().waitFor();
  const found = (await api(`/timeline?from=${day}&to=${end}`)).total;
  const all = (await api('/timeline')).total;
  assert.ok(found > 0 && found < all, `${found} of ${all}`);
  await keepPicture(page, 'task-7-week');
  await done();
});

test('8 see who wrote to whom', async () => {
  const { page, done } = await openPage();
  await page.goto(at('/network'));
  await page.locator('svg .link').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await keepPicture(page, 'task-8-letters');
  await done();
});

test('9 settle a discrepancy', async () => {
  const { page, done } = await openPage();
  await page.goto(at('/disagreements?possible=show'));
  await page.locator('.rows li').first().waitFor();
  await assertAccessible(page, 'discrepancies');
  await page.locator('.rows li', { has: page.locator('.side').nth(1) }).first().locator('.head').click();
  await page.keyboard.press('Digit1');
  await page.locator('.rows .decided').first().waitFor();
  await keepPicture(page, 'task-9-settled');
  const settled = (await api('/disagreements?all=true&possible=true')).filter((row) => row.settled);
  assert.deepEqual(settled.map((row) => [row.settled.action, row.settled.side]), [['prefer', 0]]);
  await page.keyboard.press('KeyU');
  await page.waitForFunction(() => !document.querySelector('.rows .decided'));
  await done();
});

test('10 export the calendar as it was decided', async () => {
  const { page, done } = await openPage();
  await page.goto(at('/documents'));
  await page.locator('.row').first().waitFor();
  await page.locator('.take summary').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.take a', { hasText: 'CSV' }).click()]);
  let text = '';
  for await (const chunk of await file.createReadStream()) text += chunk;
  assert.match(text, /^\ufeffn,date,/);
  assert.match(text.split('\n')[0], /decided/);
  await done();
});

test('words are marked by hand, decided in the text, and told as sentences', async () => {
  const { page, done } = await openPage();
  const source = (await api('')).sources[0].source;
  await page.goto(at(`/read/${source.split('/').map(encodeURIComponent).join('/')}`));
  await page.locator('.f.begins').first().waitFor();
  // a finding: accepted by a key
  await page.keyboard.press('ArrowDown');
  await page.locator('.inspector .foot').waitFor();
  const chosen = await page.locator('.f.chosen').first().getAttribute('data-f');
  await page.keyboard.press('KeyA');
  await page.waitForFunction(async ([address, id]) => (await (await fetch(`${address}/finding/${id}`)).json()).status === 'accepted', [`${server.address}/api/p/${key}`, chosen]);
  await page.keyboard.press('KeyU');
  await page.waitForFunction(async ([address, id]) => (await (await fetch(`${address}/finding/${id}`)).json()).status === 'undecided', [`${server.address}/api/p/${key}`, chosen]);
  // the text is fetched anew after a decision, and a text that moves closes the bar
  await page.waitForLoadState('networkidle');
  // words: selected, read by the rules, kept
  const word = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.pane'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const found = /\p{L}{8,}/u.exec(node.data);
      if (!found || node.parentElement.closest('.f, .card, button, h1, header')) continue;
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      node.parentElement.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
      return found[0];
    }
    return null;
  });
  await page.locator('.selection').waitFor();
  await page.keyboard.press('Digit4');
  await page.locator('.selection [name=value]').waitFor();
  await keepPicture(page, 'mark-by-hand');
  await assertAccessible(page, 'marking words by hand');
  await page.keyboard.press('Enter');
  await page.locator('.f.chosen.body').first().waitFor();
  await page.locator('.inspector .history').waitFor();
  const added = (await api('/decisions')).decisions[0];
  assert.deepEqual([added.action, added.exact, added.kind], ['add', word, 'org']);
  await done();
});

for (const look of [{ colorScheme: 'light', width: 320 }, { colorScheme: 'dark', width: 1440, locale: 'ru-RU' }]) {
  test(`discrepancies and the page of a name, ${look.colorScheme} ${look.width}`, async () => {
    const { page, done } = await openPage({ colorScheme: look.colorScheme, locale: look.locale ?? 'en-GB', viewport: { width: look.width, height: 900 } });
    const person = (await api('/list/people')).rows[0];
    for (const [name, path, sign] of [['disagree', '/disagreements?possible=show', '.rows li'], ['name', `/e/${encodeURIComponent(person.id)}`, '.tools .btn'], ['history', '/review/history', '.history p']]) {
      await page.goto(at(path));
      await page.locator(sign).first().waitFor();
      await keepPicture(page, `${name}-${look.colorScheme}-${look.width}`);
      await assertAccessible(page, name);
      const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide[0] <= wide[1], `${name}: ${wide}`);
    }
    await done();
  });
}
