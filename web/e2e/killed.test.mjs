// Two windows decide on the same findings while the program is killed fifty times: what was answered is never lost, and what
// differs is told, not overwritten.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY as binary } from './window.mjs';

const TIMES = 50;
const freePort = () => new Promise((found) => { const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => found(port)); }); });

test('two windows decide, the program is killed fifty times: nothing decided is lost', async () => {
  const home = mkdtempSync(join(tmpdir(), 'regesta-killed-'));
  const papers = join(home, 'papers');
  mkdirSync(papers);
  writeFileSync(join(papers, 'a.txt'), Array.from({ length: 40 }, (_, at) => `On ${1 + (at % 27)} March 18${String(10 + at).padStart(2, '0')} the prefect Gatti telegraphed to the minister Bellini.\n\n`).join(''));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const start = () => spawn(binary, ['open', papers, '--no-browser', '--port', String(port), '--data', join(home, 'data')], { stdio: 'ignore', cwd: home });
  const up = async () => {
    for (let times = 0; times < 400; times++) {
      try {
        const { projects } = await (await fetch(`${address}/api/projects`)).json();
        if (projects.length > 0 && !projects[0].job) return projects[0].key;
      } catch { /* not yet */ }
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error('the program does not come up');
  };
  const killed = (running) => new Promise((end) => { running.once('exit', end); running.kill('SIGKILL'); });

  let running = start();
  const key = await up();
  const rows = (await (await fetch(`${address}/api/p/${key}/review?kind=date&limit=40`)).json()).rows;
  const answered = [];
  let conflicts = 0;
  let stopped = false;
  /** A window: it decides on one finding after another as it last saw it; a program that is away is asked again. */
  const window = async (editor, action) => {
    for (let at = 0; !stopped; at++) {
      const { finding } = rows[at % rows.length];
      try {
        const shown = (await (await fetch(`${address}/api/p/${key}/finding/${finding}`)).json()).decision;
        const response = await fetch(`${address}/api/p/${key}/decide`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ finding, action: at % 3 === 0 ? 'leave_open' : action, editor, rationale: `${editor} ${at}`, knows: shown?.id ?? null }) });
        if (response.status === 409) conflicts++;
        else if (response.ok) answered.push((await response.json()).id);
        else assert.fail(`${response.status} ${await response.text()}`);
      } catch (failure) {
        if (failure instanceof assert.AssertionError) throw failure;
        await new Promise((later) => setTimeout(later, 20));
      }
    }
  };
  const windows = [window('A. P.', 'accept'), window('M. K.', 'reject')];
  for (let time = 0; time < TIMES; time++) {
    await new Promise((later) => setTimeout(later, 40 + ((time * 37) % 120)));
    await killed(running);
    running = start();
    await up();
  }
  await new Promise((later) => setTimeout(later, 200));
  stopped = true;
  await Promise.all(windows);
  await killed(running);
  running = start();
  await up();
  const { decisions, conflicts: open } = await (await fetch(`${address}/api/p/${key}/decisions`)).json();
  const kept = new Set(decisions.map((one) => one.id));
  const lost = answered.filter((id) => !kept.has(id));
  assert.deepEqual(lost, [], `${lost.length} of ${answered.length} answered decisions are lost`);
  assert.ok(answered.length >= TIMES, `${answered.length} decisions were answered`);
  // one judgement in force about each finding: the second window was told of the first one's
  assert.deepEqual(open, []);
  const heads = decisions.filter((one) => one.in_force).map((one) => one.finding);
  assert.equal(new Set(heads).size, heads.length);
  console.log(`${answered.length} decisions answered, ${conflicts} conflicts told, none lost`);
  await killed(running);
  rmSync(home, { recursive: true, force: true });
});
