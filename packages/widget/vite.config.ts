import { defineConfig } from 'vite';

/** Nothing is inlined, so the frame's content security policy needs no `unsafe-inline`. */
export default defineConfig({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    // All targets below support `modulepreload` without a polyfill.
    modulePreload: { polyfill: false },
    target: ['chrome121', 'edge121', 'firefox122', 'safari17.4'],
  },
});
