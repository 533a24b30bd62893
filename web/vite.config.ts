import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { pickIcons } from './scripts/pick-icons.mjs';
import { shipLicences } from './scripts/ship-licences.mjs';

// No asset is inlined: the policy of the server allows fonts and scripts from itself only.
export default defineConfig({
  plugins: [svelte(), pickIcons(), shipLicences()],
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 400 },
  server: { proxy: { '/api': process.env.REGESTA_SERVER ?? 'http://127.0.0.1:7878' } },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
