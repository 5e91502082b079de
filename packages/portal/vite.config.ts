import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/portal/',
  plugins: [preact()],
  build: {
    target: 'es2022',
    // The portal's content security policy forbids inline scripts, so Vite must not add its polyfill for
    // `modulepreload`. The policy also forbids `data:` URLs, so small assets must not be inlined.
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
