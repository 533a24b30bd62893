// Measures all JavaScript and style sheets of dist/ after gzip and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 300;
const files = readdirSync('dist', { recursive: true }).map(String).filter((name) => /\.(js|css)$/.test(name)).sort();
let total = 0;
for (const name of files) {
  const size = gzipSync(readFileSync(join('dist', name)), { level: 9 }).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  of ${BUDGET_KB} kB, gzip`);
if (files.length === 0 || total > BUDGET_KB * 1000) {
  console.error(files.length === 0 ? 'dist/ holds no script: run `npm run build` first' : 'over the budget');
  process.exit(1);
}
