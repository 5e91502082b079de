import { copyFileSync } from 'node:fs';
import { defineConfig } from 'vite';

/**
 * The loader: one classic script without dependencies. It is written twice, because pages load it as
 * `smile.v2.js` or as `smile.v1.js`.
 */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    // For older browsers, the build would add custom properties to each `color-scheme`, as a replacement for the
    // function `light-dark()`. These browsers support the function, so nothing is added. The loader does not use the
    // function, because each of its elements has one fixed scheme.
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
