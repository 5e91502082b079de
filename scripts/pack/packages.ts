import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
export const tsc = join(root, 'node_modules/.bin/tsc');
