import { defineConfig } from 'vite';

/**
 * The build of the frame, which is served at `/widget/`. It inlines nothing, so the frame's content security policy
 * needs no `unsafe-inline`.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    // The built page lists the imports of main.tsx as `modulepreload`, so that they load in parallel with
    // main.tsx and not after it. All targets below support `modulepreload` without a polyfill.
    modulePreload: { polyfill: false },
    target: ['chrome121', 'edge121', 'firefox122', 'safari17.4'],
  },
});
