import { expect, test } from 'vitest';
import { classifyError } from './classify-error.ts';

const systemError = (syscall: string, code: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { syscall, code });

test.each([
  ['bind', 'EINVAL', 'PROXY_FAILED'],
  ['bind', 'EADDRINUSE', 'PROXY_FAILED'],
  ['connect', 'EADDRNOTAVAIL', 'PROXY_FAILED'],
  ['connect', 'ECONNREFUSED', 'CONNECT_FAILED'],
  // The DNS's own server took no connection: nothing was asked of the receiver.
  ['queryA', 'ECONNREFUSED', 'DNS_FAILED'],
  ['queryAaaa', 'EREFUSED', 'DNS_FAILED'],
  ['getaddrinfo', 'ENOTFOUND', 'DNS_FAILED'],
  ['read', 'ECONNRESET', 'CONNECTION_LOST'],
] as const)('%s %s is %s', (syscall, code, error) => {
  expect(classifyError(systemError(syscall, code))).toBe(error);
});
