import { readFileSync } from 'node:fs';

const script = new URL('../../packages/server/assets/connect/native-bridge.js', import.meta.url);
const place = /(<!-- native-bridge\.js: [^\n]*-->\n).*?( *<!-- native-bridge\.js -->)/s;

/**
 * Returns the page of the examples for apps, with the script of the native bridge inserted. The hosted page loads this
 * script as a file. An app needs only the page.
 */
export function withNativeBridge(page: string): string {
  const lines = readFileSync(script, 'utf8').replace('// @ts-check\n\n', '').trimEnd().split('\n');
  const indented = lines.map((line) => (line ? `    ${line}` : line)).join('\n');
  return page.replace(place, (_, before, after) => `${before}  <script>\n${indented}\n  </script>\n${after}`);
}
