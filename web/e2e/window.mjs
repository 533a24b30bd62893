// Starts the program on a folder and a browser on its window. Whatever leaves the machine, or complains, fails the test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { serveInFront } from './front.mjs';

export const ROOT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const SAMPLE = join(ROOT, 'examples/caucasus-1920');
export const SEEDS = join(ROOT, '../shared/seeds');
export const BINARY = process.env.REGESTA_BIN ?? [join(ROOT, 'target/release/regesta'), join(ROOT, 'target/debug/regesta')].find(existsSync);
const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Opens a folder in the program: the address of its window, and how to end it. */
export async function openFolder(folder, extra = []) {
  assert.ok(BINARY && existsSync(BINARY), 'no program: build it, or say where it is with REGESTA_BIN');
  const home = mkdtempSync(join(tmpdir(), 'regesta-e2e-'));
  const args = ['open', folder, '--no-browser', '--data', join(home, 'data'), ...extra];
  const program = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: home});
  let said = '';
  const address = await new Promise((found, failed) => {
    const listen = (chunk) => {
      said += chunk;
      const match = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(said);
      if (match) found(match[0]);
    };
    program.stdout.on('data', listen);
    program.stderr.on('data', listen);
    program.on('exit', (code) => failed(new Error(`the program ended with ${code}:\n${said}`)));
  });
  await whenRead(address, () => said);
  // REGESTA_DIST names a window to put in front of the one inside the program
  const front = process.env.REGESTA_DIST ? await serveInFront(address, resolve(process.env.REGESTA_DIST)) : null;
  const close = async () => {
    front?.close();
    const gone = new Promise((end) => program.once('exit', end));
    program.kill('SIGTERM');
    await gone;
    rmSync(home, { recursive: true, force: true });
  };
  return { address: front?.address ?? address, close, program };
}

/** Waits until the folder has been read; the server says so itself. */
async function whenRead(address, said) {
  for (;;) {
    const { projects } = await (await fetch(`${address}/api/projects`)).json();
    const job = projects.find((project) => project.job)?.job;
    if (projects.length > 0 && !job) return;
    if (job) {
      const state = await (await fetch(`${address}/api/jobs/${job}`)).json();
      if (state.state === 'failed') throw new Error(`the folder could not be read: ${JSON.stringify(state.error)}\n${said()}`);
    }
    await new Promise((later) => setTimeout(later, 200));
  }
}

let browser;
let profile;
async function theBrowser() {
  if (browser) return browser;
  profile = mkdtempSync(join(tmpdir(), 'regesta-browser-'));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS, env: { ...process.env, HOME: profile } });
  return browser;
}
export async function closeBrowser() {
  await browser?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
  browser = undefined;
}

/** A page that keeps account of complaints and of requests that would leave the machine. */
export async function openPage(options = {}) {
  const context = await (await theBrowser()).newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`); });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack}`));
  await context.route('**/*', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    if (protocol === 'data:' || protocol === 'blob:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return route.continue();
    complaints.push(`a request off the machine: ${route.request().url()}`);
    return route.abort();
  });
  return { page, context, complaints, done: async () => { await context.close(); assert.deepEqual(complaints, []); } };
}

/** No violation of axe-core on what is shown now. */
export async function assertAccessible(page, what) {
  await page.evaluate(() => document.fonts.ready);
  // the policy of the page forbids foreign scripts; the debugger may evaluate all the same
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`).join(' | ')}`);
  assert.deepEqual(told, [], `axe on ${what}`);
}

export async function assertNoSidewaysScroll(page, what) {
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide[0] <= wide[1], `${what} is wider than its window: ${wide[0]} > ${wide[1]}`);
}

/** Keeps a picture where one was asked for. */
export async function keepPicture(page, name) {
  const folder = process.env.REGESTA_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Presses a key until the focus is on what is looked for. */
export async function pressUntil(page, key, selector, most = 200) {
  for (let times = 0; times < most; times++) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${key} did not come to ${selector} in ${most} presses`);
}
