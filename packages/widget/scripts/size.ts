// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/* Fails if the loader or the first screen is too large after compression with brotli. Needs `npm run build` first. */
const dist = new URL('../dist/', import.meta.url);
const sizeOf = (path: string): number => statSync(new URL(`${path}.br`, dist)).size;

/** The HTML file, its style sheets, and its scripts with their static imports. */
function firstScreenFiles(): string[] {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  const found = ['index.html'];
  const pending = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]!);
  for (let path = pending.pop(); path; path = pending.pop()) {
    if (found.includes(path)) continue;
    found.push(path);
    const text = path.endsWith('.js') ? readFileSync(new URL(path, dist), 'utf8') : '';
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      pending.push(`assets/${name}`);
    }
  }
  return found;
}

const budgets = [
  { name: 'loader', files: ['smile.v2.js'], limit: 5_000 },
  { name: 'frame, first screen', files: firstScreenFiles(), limit: 45_000 },
];

const integrity = hash('sha384', readFileSync(new URL('smile.v2.js', dist)), 'base64');
console.log(`integrity of smile.v2.js: sha384-${integrity}`);
for (const { name, files, limit } of budgets) {
  const size = files.reduce((sum, path) => sum + sizeOf(path), 0);
  console.log(`${name}: ${size} of ${limit} bytes (${files.join(', ')})`);
  if (size > limit) process.exitCode = 1;
}
