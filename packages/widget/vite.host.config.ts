import { copyFileSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The loader: one classic script without dependencies, served at both addresses that pages use. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    // For older targets, the build would write a longer form of `color-scheme`. A single fixed scheme does not need it.
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
