import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const packages = join(root, 'packages');
export const license = join(root, 'LICENSE');
export const tsc = join(root, 'node_modules/.bin/tsc');
