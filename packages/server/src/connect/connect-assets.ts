import { readFileSync } from 'node:fs';
import { FileAnswer } from '../api/operation.ts';

const types = {
  'connect.css': 'text/css; charset=utf-8',
  'connect.js': 'text/javascript; charset=utf-8',
} as const;

export type ConnectAssetName = keyof typeof types;

/** A file of the pages under `/connect/`. */
export function connectAsset(name: ConnectAssetName): FileAnswer {
  const bytes = readFileSync(new URL(`../../assets/connect/${name}`, import.meta.url));
  return new FileAnswer(types[name], bytes, { 'cache-control': 'no-cache' });
}
