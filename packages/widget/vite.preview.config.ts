import { defineConfig } from 'vite';

/**
 * The preview of a theme, which is served at `/widget/preview/`. It is built separately from the frame, so
 * that it adds nothing to the files that the frame loads.
 */
export default defineConfig({
  root: 'preview',
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/preview',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome121', 'edge121', 'firefox122', 'safari17.4'],
  },
});
