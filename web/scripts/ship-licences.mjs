import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts the licence text of each package that is shipped (fonts, icons, libraries) into dist/licences. */
export function shipLicences() {
  return {
    name: 'ship-licences',
    apply: 'build',
    generateBundle() {
      const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
      for (const name of Object.keys(dependencies).sort()) {
        const folder = join('node_modules', name);
        const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
        const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        // a package under Apache-2.0 without the text gets the text that stands at the root of this project
        if (!file && license !== 'Apache-2.0') throw new Error(`${name} ships no licence text`);
        const target = `licences/${name.replace('@', '').replace('/', '-')}.txt`;
        this.emitFile({ type: 'asset', fileName: target, source: readFileSync(file ? join(folder, file) : '../LICENSE-APACHE') });
      }
    },
  };
}
