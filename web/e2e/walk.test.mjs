// The way a historian goes, by mouse and by keyboard alone, on the sample built fresh.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, keepPicture, openFolder, openPage, pressUntil, SAMPLE } from './window.mjs';

const ORDZHONIKIDZE = /Ord(zh|j)onikidze, G/;
let server;
let project;
before(async () => {
  server = await openFolder(SAMPLE);
  const list = await (await fetch(`${server.address}/api/projects`)).json();
  project = list.projects[0].key;
});
after(async () => {
  await closeBrowser();
  await server?.close();
});

const inView = (page, selector) =>
  page.waitForFunction((wanted) => {
    const box = document.querySelector(wanted)?.getBoundingClientRect();
    return box !== undefined && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  }, selector);

/** The words that the address points at are the words of the passage, read from the file itself. */
async function assertWordsReached(page) {
  await page.waitForURL(/\/read\/.+#t=\d+-\d+/);
  const address = new URL(page.url());
  const source = decodeURIComponent(address.pathname.replace(`/p/${project}/read/`, ''));
  const [start, end] = /t=(\d+)-(\d+)/.exec(address.hash).slice(1).map(Number);
  const quote = await (await fetch(`${server.address}/api/p/${project}/quote?${new URLSearchParams({ source, start, end })}`)).json();
  await page.waitForSelector('.f.chosen');
  await inView(page, '.f.chosen');
  const shown = await page.$$eval('.f.chosen', (spans) => spans.map((span) => span.textContent).join(''));
  const letters = (text) => text.replace(/[\s\u00ad\u2010-]+/g, '');
  assert.ok(letters(quote.text).startsWith(letters(shown).slice(0, 40)) || letters(shown).startsWith(letters(quote.text).slice(0, 40)), `${shown} is not ${quote.text}`);
}

test('by mouse: a name, its words, a document, its words, and back', async () => {
  const { page, done } = await openPage();
  await page.goto(server.address);
  await page.locator('.start li a').first().click();
  await page.locator('.doors h1').waitFor();
  await keepPicture(page, 'doors');
  await page.locator('#search').fill('Ordzhonikidze');
  await page.locator('#search').press('Enter');
  const name = page.locator('.entities a').filter({ hasText: ORDZHONIKIDZE }).first();
  await name.click();
  await page.locator('article h1').filter({ hasText: ORDZHONIKIDZE }).waitFor();
  await keepPicture(page, 'person');
  await page.locator('article .passage a').first().click();
  await assertWordsReached(page);
  await page.goBack();
  await page.locator('article h1').filter({ hasText: ORDZHONIKIDZE }).waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('article .passage a'));
  await page.locator('.entities, .rail a').first().waitFor();
  await page.locator('.rail a').nth(2).click();
  await page.locator('.row .k').first().click();
  await page.locator('.page article .no').waitFor();
  await page.locator('.page article .ib[href*="/e/"]').click();
  await page.locator('article h1').waitFor();
  const title = await page.locator('article h1').innerText();
  await keepPicture(page, 'document');
  await page.locator('article a.btn.pri').click();
  await assertWordsReached(page);
  await page.locator('.inspector h2').waitFor();
  await keepPicture(page, 'words');
  await page.goBack();
  await page.locator('article h1').filter({ hasText: title.split('\n')[0] }).waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('article a.btn.pri'));
  await page.goBack();
  await page.locator('.row.on').waitFor();
  await page.goBack();
  await page.locator('article h1').filter({ hasText: ORDZHONIKIDZE }).waitFor();
  await page.goBack();
  await page.locator('.entities').waitFor();
  assert.equal(await page.locator('#search').inputValue(), 'Ordzhonikidze');
  await done();
});

test('by mouse: one month and one addressee of the calendar', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}/documents`);
  await page.locator('.row .k').first().waitFor();
  await page.locator('#filter-from').fill('1920-05');
  await page.locator('#filter-from').press('Tab');
  await page.locator('#filter-to').fill('1920-05');
  await page.locator('#filter-to').press('Tab');
  await page.waitForURL(/from=1920-05&to=1920-05/);
  const month = await (await fetch(`${server.address}/api/p/${project}/list/documents?from=1920-05&to=1920-05`)).json();
  await page.locator('.sum').filter({ hasText: `${month.total} of ${month.unfiltered}` }).waitFor();
  const { value, label: addressee } = month.facets.find((facet) => facet.key === 'addressee').values[0];
  await page.locator(`[data-return="facet-addressee-${value}"]`).check();
  await page.waitForURL(/addressee=/);
  await page.waitForFunction((label) => { const rows = [...document.querySelectorAll('.row .p')]; return rows.length > 0 && rows.every((row) => row.textContent.includes(label)); }, addressee);
  const shown = await page.locator('[role=listitem]').count();
  const wanted = new URL(page.url());
  const answer = await (await fetch(`${server.address}/api/p/${project}/list/documents${wanted.search}`)).json();
  assert.equal(shown, answer.total);
  assert.ok(answer.total < answer.unfiltered);
  for (const row of answer.rows) assert.ok(row.to.some((party) => party.label === addressee), `${row.n} is not to ${addressee}`);
  await keepPicture(page, 'calendar-filtered');
  // a cold address gives the same list
  await page.goto(wanted.href);
  await page.waitForFunction((number) => document.querySelectorAll('[role=listitem]').length === number, shown);
  await page.locator('.row').first().click();
  await page.locator('.page article h2.title').waitFor();
  await keepPicture(page, 'calendar-page');
  await page.locator('.page article a.btn.pri').click();
  await assertWordsReached(page);
  await page.goBack();
  await page.waitForFunction((number) => document.querySelectorAll('[role=listitem]').length === number, shown);
  await page.locator('.row.on').waitFor();
  await done();
});

test('by mouse: an archival reference and who cites it; Russian', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}`);
  await page.locator('[data-return=door-shelfmarks]').click();
  const shared = page.locator('.row').filter({ has: page.locator('.both') });
  await page.locator('.row').first().waitFor();
  await shared.first().click();
  const heading = page.locator('.page h2').filter({ hasText: 'Who cites it' });
  await heading.waitFor();
  const authors = await page.locator('.page .by span').count();
  assert.ok(authors >= 2, 'two authors cite it');
  assert.ok((await page.locator('.page .passage').count()) >= 2);
  const reference = page.locator('.written .text');
  await page.locator('.written select').selectOption('numbers');
  const numbers = await reference.innerText();
  assert.match(numbers, /^\S.* \d+\/\d+\/\d+/);
  await page.locator('.written select').selectOption('uk');
  assert.match(await reference.innerText(), /спр\. \d+/);
  assert.ok((await page.locator('.page .docs a').count()) >= 1, 'the documents it is cited for');
  await keepPicture(page, 'shelfmark');
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.locator('.page h2').filter({ hasText: 'Кто ссылается' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
  assert.equal(await page.locator('.rail a').nth(2).innerText(), 'Перечень');
  await keepPicture(page, 'shelfmark-ru');
  await page.reload();
  await page.locator('.page h2').filter({ hasText: 'Кто ссылается' }).waitFor();
  await done();
});

test('by keyboard alone: the same way', async () => {
  const { page, done } = await openPage();
  await page.goto(server.address);
  await page.locator('.start li a').first().waitFor();
  await pressUntil(page, 'Tab', '.start li a');
  await page.keyboard.press('Enter');
  await page.locator('.doors h1').waitFor();
  await page.keyboard.press('Slash');
  await page.keyboard.type('Ordzhonikidze');
  await page.keyboard.press('Enter');
  await page.locator('.entities a').first().waitFor();
  await page.keyboard.press('Tab');
  await pressUntil(page, 'Tab', '.entities a');
  await page.keyboard.press('Enter');
  await page.locator('article h1').filter({ hasText: ORDZHONIKIDZE }).waitFor();
  await page.keyboard.press('Enter');
  await assertWordsReached(page);
  // from finding to finding, outward, to its page and back
  const before = await page.locator('.inspector h2').innerText();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((text) => document.querySelector('.inspector h2')?.innerText !== text, before);
  await inView(page, '.f.chosen');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.f.chosen') === null);
  await page.keyboard.press('Escape');
  await page.locator('article h1').filter({ hasText: ORDZHONIKIDZE }).waitFor();
  // the calendar: one month, one addressee
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyC');
  await page.locator('.row .k').first().waitFor();
  await page.keyboard.press('KeyF');
  await pressUntil(page, 'Tab', '#filter-from');
  await page.keyboard.type('1920-05');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1920-05');
  await page.keyboard.press('Tab');
  await page.waitForURL(/from=1920-05&to=1920-05/);
  await pressUntil(page, 'Tab', '[data-return^="facet-addressee-"]');
  await page.keyboard.press('Space');
  await page.waitForURL(/addressee=/);
  await pressUntil(page, 'Tab', '.row');
  await page.keyboard.press('Enter');
  await page.locator('.page article h2.title').waitFor();
  await page.keyboard.press('Enter');
  await assertWordsReached(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.f.chosen') === null);
  await page.keyboard.press('Escape');
  await page.locator('.row.on').waitFor();
  // an archival reference
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyS');
  await page.locator('.row .l').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.classList.contains('row'));
  await page.keyboard.press('Enter');
  await page.locator('.page h2').filter({ hasText: 'Who cites it' }).waitFor();
  // the palette speaks Cyrillic; the language is switched from it
  await page.keyboard.press('Control+KeyK');
  await page.locator('dialog input').waitFor();
  await page.keyboard.type('Русский');
  await page.locator('#command-0').filter({ hasText: 'Русский' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.page h2').filter({ hasText: 'Кто ссылается' }).waitFor();
  await done();
});

test('keys work under a Russian layout, and not while typing', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}`);
  await page.locator('.doors h1').waitFor();
  const press = (code, key) => page.evaluate(([code, key]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true })), [code, key]);
  await press('KeyG', 'п');
  await press('KeyP', 'з');
  await page.waitForURL(/\/people/);
  await press('Slash', '.');
  await page.waitForFunction(() => document.activeElement?.id === 'search');
  await page.keyboard.type('gp?');
  assert.equal(await page.locator('#search').inputValue(), 'gp?');
  assert.match(page.url(), /\/people/);
  await done();
});

test('copying gives the print and its reference', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}/documents`);
  await page.locator('.row').first().click();
  await page.locator('.page .passage').first().waitFor();
  await page.locator('.page .passage .ib').first().click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => /\d+-\d+\)/.test(text)));
  await page.locator('.page article a.btn.pri').click();
  await assertWordsReached(page);
  const [start, end, words] = await page.evaluate(() => {
    const block = document.querySelector('.f.chosen').closest('[data-block]');
    const selection = getSelection();
    selection.selectAllChildren(block.querySelector('.words'));
    document.querySelector('.pane').dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    return [0, 0, block.textContent.length];
  });
  assert.ok(words > 0 && start === end);
  await page.locator('.selection [data-footnote]').click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => /^[“"«„]/.test(text) && text.length > 60));
  await done();
});

test('what is copied from a text is the print, line-end hyphens and all', async () => {
  const { page, done } = await openPage();
  const { sources } = await (await fetch(`${server.address}/api/p/${project}`)).json();
  const { source } = sources.find((one) => one.source.endsWith('essay-ru.txt'));
  await page.goto(`${server.address}/p/${project}/read/${source}`);
  await page.locator('.fix.hyphen').first().waitFor();
  const shown = await page.evaluate(() => {
    const words = document.querySelector('.fix.hyphen').closest('.words');
    getSelection().selectAllChildren(words);
    document.querySelector('.pane').focus();
    return words.textContent;
  });
  await page.keyboard.press('Control+KeyC');
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.length > 100));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes('\u00ad\n') || copied.includes('-\n'), 'the broken line is kept');
  const raw = (await (await fetch(`${server.address}/api/p/${project}/quote?${new URLSearchParams({ source, start: 0, end: 4000 })}`)).json()).text;
  assert.ok(raw.includes(copied), 'it stands in the file letter for letter');
  const letters = (text) => text.replace(/[\s\u00ad-]+/g, '');
  assert.equal(letters(copied), letters(shown));
  await done();
});

test('Back restores how far a list and a text were scrolled', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}/documents`);
  await page.locator('.row .k').first().waitFor();
  await page.locator('.row').first().focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => { const at = document.activeElement?.closest('[data-index]')?.dataset.index; return at && Number(at) > 30; });
  const index = await page.evaluate(() => document.activeElement.closest('[data-index]').dataset.index);
  await page.keyboard.press('Enter');
  await page.locator('.page article').waitFor();
  await inView(page, `[data-index="${index}"]`);
  await page.keyboard.press('Enter');
  await assertWordsReached(page);
  await page.locator('.pane').evaluate((pane) => { pane.scrollTop += 700; });
  await page.waitForFunction(() => document.querySelector('.pane').scrollTop > 400);
  const line = () => page.evaluate(() => {
    const top = document.querySelector('.pane').getBoundingClientRect().top;
    return Math.round([...document.querySelectorAll('[data-block]')].map((block) => block.getBoundingClientRect()).find((box) => box.bottom > top).top);
  });
  // stretches near the new place are loaded before it is looked at
  let at = await line();
  for (let still = 0; still < 5; ) {
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
    await page.waitForLoadState('networkidle');
    const now = await line();
    still = now === at ? still + 1 : 0;
    at = now;
  }
  await page.locator('.rail a[href$="/people"]').click();
  await page.locator('.row .l').first().waitFor();
  await page.goBack();
  await page.locator('.f.chosen').first().waitFor({ state: 'attached' });
  await page.waitForFunction(([wanted]) => {
    const top = document.querySelector('.pane')?.getBoundingClientRect().top;
    const box = [...document.querySelectorAll('[data-block]')].map((block) => block.getBoundingClientRect()).find((one) => one.bottom > top);
    return box && Math.abs(box.top - wanted) < 4;
  }, [at]);
  await page.goBack();
  await inView(page, `[data-index="${index}"]`);
  await page.waitForFunction((row) => document.activeElement?.closest('[data-index]')?.dataset.index === row, index);
  await done();
});

test('from finding to finding: outward and inward, layers, other mentions', async () => {
  const { page, done } = await openPage();
  await page.goto(`${server.address}/p/${project}/read/essays/essay-az.txt`);
  await page.locator('.f .f').first().waitFor();
  // a name inside a wider finding: the inner line lies nearer the words
  const inner = page.locator('.f.body .f.place, .f.body .f.person').first();
  const lanes = await inner.evaluate((span) => [getComputedStyle(span).textUnderlineOffset, getComputedStyle(span.parentElement.closest('.f.body')).textUnderlineOffset].map(parseFloat));
  assert.ok(lanes[0] < lanes[1], `the outer line lies under the inner: ${lanes}`);
  await inner.click();
  const narrow = await page.locator('.inspector h2').innerText();
  await page.locator('.inspector .sign').first().waitFor();
  await inner.click();
  await page.waitForFunction((text) => document.querySelector('.inspector h2')?.innerText !== text, narrow);
  await page.locator('.f.body.chosen').first().waitFor();
  await page.locator('.pane').focus();
  await page.keyboard.press('BracketRight');
  await page.waitForFunction((text) => document.querySelector('.inspector h2')?.innerText === text, narrow);
  await page.keyboard.press('BracketLeft');
  await page.locator('.f.body.chosen').first().waitFor();
  // places off: the arrows pass them by
  await page.locator('.layers').getByRole('button', { name: 'Places' }).click();
  await page.locator('.pane').focus();
  for (let step = 0; step < 12; step++) {
    const hash = await page.evaluate(() => location.hash);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((old) => location.hash !== old, hash);
    assert.equal(await page.locator('.f.place.chosen').count(), 0);
  }
  await done();
});
