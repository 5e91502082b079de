import { readFileSync } from 'node:fs';
import { FileResponse } from '../platform/file-response.ts';

const types = {
  'connect.css': 'text/css; charset=utf-8',
  'connect.js': 'text/javascript; charset=utf-8',
  'hosted-page.js': 'text/javascript; charset=utf-8',
  'native-bridge.js': 'text/javascript; charset=utf-8',
} as const;

export type ConnectAssetName = keyof typeof types;

const read = (name: ConnectAssetName) =>
  new FileResponse(types[name], readFileSync(new URL(`../../assets/connect/${name}`, import.meta.url)), {
    'cache-control': 'no-cache',
  });

export const connectAssets: Readonly<Record<ConnectAssetName, FileResponse>> = {
  'connect.css': read('connect.css'),
  'connect.js': read('connect.js'),
  'hosted-page.js': read('hosted-page.js'),
  'native-bridge.js': read('native-bridge.js'),
};
