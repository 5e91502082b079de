import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'rolldown';

/** For `import styles from './x.css?inline'`, as in Vite. */
export const stylesAsText: Plugin = {
  name: 'styles-as-text',
  resolveId: (id, importer = '') => (id.endsWith('.css?inline') ? resolve(importer, '..', id) : null),
  load(id) {
    if (!id.endsWith('.css?inline')) return null;
    const text = readFileSync(id.replace('?inline', ''), 'utf8');
    return { code: `export default ${JSON.stringify(text)}`, moduleType: 'js' };
  },
};
