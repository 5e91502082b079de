import { defineConfig } from 'vite';

/** A separate build, so that the preview adds nothing to the frame's files. */
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
