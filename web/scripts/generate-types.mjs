// Writes src/api/openapi.d.ts from ../docs/openapi.json; with --check only says whether it is fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const SOURCE = process.env.REGESTA_OPENAPI ? pathToFileURL(process.env.REGESTA_OPENAPI) : new URL('../../docs/openapi.json', import.meta.url);
const TARGET = new URL('../src/api/openapi.d.ts', import.meta.url);
const check = process.argv.includes('--check');

if (!existsSync(SOURCE)) {
  console.log('docs/openapi.json is not there yet: the types stay as they are');
  process.exit(0);
}
const head = '// Generated from docs/openapi.json by `npm run types`. Do not edit.\n';
// The window needs the shapes that travel; its addresses stand in src/api/server.svelte.ts.
const { openapi, info, components } = JSON.parse(readFileSync(SOURCE, 'utf8'));
const text = head + astToString(await openapiTS({ openapi, info, paths: {}, components }, { defaultNonNullable: true }));
if (!check) writeFileSync(TARGET, text);
else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
  console.error('src/api/openapi.d.ts is older than docs/openapi.json: run `npm run types`');
  process.exit(1);
}
