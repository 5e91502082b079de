import { readFile } from 'node:fs/promises';

const app = await readFile(new URL('../packages/portal/src/app/app.tsx', import.meta.url), 'utf8');
const table = /const pages: .*?\{(.*?)\n\};/s.exec(app)?.[1] ?? '';

/** The paths of the portal's pages, without the mode, such as `events/:id`. */
export const portalRoutes = [...table.matchAll(/^ {2}'?([^':\n]*(?::id[^':\n]*)?)'?: \w+,$/gm)].map(
  ([, path]) => path ?? '',
);
