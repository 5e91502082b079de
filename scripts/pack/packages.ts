import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
/** The widget has its own folder, because its `dist/` contains the files that a server serves. */
export const publishedFolder = (name: string): string =>
  join(packages, name, name === 'widget' ? 'npm' : 'dist');

export const tsc = join(root, 'node_modules/.bin/tsc');
