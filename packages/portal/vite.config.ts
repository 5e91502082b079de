import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/portal/',
  plugins: [preact()],
  build: {
    target: 'es2022',
    // The page's policy forbids inline scripts, so this polyfill must not be added. It also forbids `data:` URLs, so
    // small assets must not be inlined.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/v1': 'http://127.0.0.1:8080',
      '/v2': 'http://127.0.0.1:8080',
      '/portal/api': 'http://127.0.0.1:8080',
    },
  },
});
