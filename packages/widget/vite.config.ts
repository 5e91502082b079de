import { defineConfig } from 'vite';

/** The frame, served at `/widget/`: external scripts and styles only, for a content security policy without `unsafe-`. */
export default defineConfig({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    modulePreload: false,
    target: ['chrome121', 'edge121', 'firefox122', 'safari17.4'],
  },
});
