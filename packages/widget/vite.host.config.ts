import { copyFileSync } from 'node:fs';
import { defineConfig } from 'vite';

/** Builds the loader under two names, because pages load `smile.v2.js` or `smile.v1.js`. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    // For older browsers, the build would add a replacement for `light-dark()`, a function that the loader never uses.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    lib: {
      entry: 'src/host/script.ts',
      formats: ['iife'],
      name: 'winkwireLoader',
      fileName: () => 'smile.v2.js',
    },
  },
  plugins: [
    {
      name: 'older-address',
      closeBundle: () => copyFileSync('dist/smile.v2.js', 'dist/smile.v1.js'),
    },
  ],
});
