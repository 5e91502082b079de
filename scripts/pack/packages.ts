import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
/**
 * The folder that is published for a package: `npm/` for the widget, because its `dist/` contains what a server
 * serves, and `dist/` for every other package.
 */
export const publishedFolder = (name: string): string =>
  join(packages, name, name === 'widget' ? 'npm' : 'dist');

export const tsc = join(root, 'node_modules/.bin/tsc');
