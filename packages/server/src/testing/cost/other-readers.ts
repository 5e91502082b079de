import type { Attack } from './worst-requests.ts';

/** The server reads, or might read, the bodies of these requests, which are not in the table of operations. */
export const otherReaders = [
  ['POST', '/nowhere'],
  ['PATCH', '/v1/users'],
  ['POST', '/portal/nowhere'],
  ['POST', '/widget/nowhere'],
  ['POST', '/docs'],
  ['POST', '/metrics'],
  ['POST', '/readyz'],
  ['POST', '/sandbox/oidc/interaction/nobody'],
  ['POST', '/sandbox/oidc/token'],
  ['POST', '/sandbox/oidc/request'],
  ['POST', '/sandbox/oidc/auth'],
  ['POST', '/sandbox/oidc/nowhere'],
] as const;

const size = 1024 * 1024;

export function* otherAttacks(method: string, path: string): Generator<Attack> {
  const bodies: [string, string, string][] = [
    ['zeros', 'application/json', `[${'0,'.repeat(size / 2 - 2)}0]`],
    ['nested lists', 'application/json', '['.repeat(size)],
    ['many fields', 'application/x-www-form-urlencoded', 'a&'.repeat(size / 2)],
    ['escapes', 'application/x-www-form-urlencoded', `a=${'%F0%9F%98%80'.repeat(size / 12 - 1)}`],
    ['brackets', 'application/x-www-form-urlencoded', `a${'[a]'.repeat(size / 3 - 1)}=1`],
    ['plain text', 'text/plain', 'a'.repeat(size)],
  ];
  for (const [name, type, text] of bodies) {
    for (const kept of [32 * 1024, size]) {
      yield {
        name: `${Math.round(kept / 1024)} KB, ${name}`,
        request: { method, path, headers: { 'content-type': type }, bytes: Buffer.from(text.slice(0, kept)) },
      };
    }
  }
}
