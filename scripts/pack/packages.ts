import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
/** Where each package is made that is published. The widget's `dist/` has the files that a server serves. */
export const publishedFolder = (name: string): string =>
  join(packages, name, name === 'widget' ? 'npm' : 'dist');

export const tsc = join(root, 'node_modules/.bin/tsc');
