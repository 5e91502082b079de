import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/portal/',
  plugins: [preact()],
  build: {
    target: 'es2022',
    // No asset becomes a `data:` URL, because the content security policy allows such URLs only for images.
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
