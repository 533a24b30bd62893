import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Accessibility warnings of the compiler stop the build. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, css: 'external' },
  onwarn(warning) {
    throw new Error(`${warning.code}: ${warning.message} (${warning.filename}:${warning.start?.line})`);
  },
};
