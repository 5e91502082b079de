import { readFileSync } from 'node:fs';

const script = new URL('../../packages/server/assets/connect/native-bridge.js', import.meta.url);
const place = /(<!-- native-bridge\.js: [^\n]*-->\n).*?( *<!-- native-bridge\.js -->)/s;

/** Copies the script of the native bridge into `page`, so that the example is complete. */
export function withNativeBridge(page: string): string {
  const lines = readFileSync(script, 'utf8').replace('// @ts-check\n\n', '').trimEnd().split('\n');
  const indented = lines.map((line) => (line ? `    ${line}` : line)).join('\n');
  return page.replace(place, (_, before, after) => `${before}  <script>\n${indented}\n  </script>\n${after}`);
}
