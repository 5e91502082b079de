import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
/** `npm/` for the widget, because its `dist/` contains what a server serves. */
export const publishedFolder = (name: string): string =>
  join(packages, name, name === 'widget' ? 'npm' : 'dist');

export const tsc = join(root, 'node_modules/.bin/tsc');
