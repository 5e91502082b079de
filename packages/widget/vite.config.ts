import { defineConfig } from 'vite';

/** The frame, served at `/widget/`: external scripts and styles only, for a content security policy without `unsafe-`. */
export default defineConfig({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    // Named in the page, so that what main.tsx imports is fetched beside it and not after it.
    modulePreload: { polyfill: false },
    target: ['chrome121', 'edge121', 'firefox122', 'safari17.4'],
  },
});
