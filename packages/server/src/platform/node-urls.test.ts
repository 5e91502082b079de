import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { nodeName, nodeUrls } from './node-urls.ts';

test.each<[url: string, nodes: string[]]>([
  ['postgres://one/name', ['postgres://one/name']],
  ['postgresql://u:p@one:1,two:2/name', ['postgresql://u:p@one:1/name', 'postgresql://u:p@two:2/name']],
  [
    'postgres://u@one,[::1]:2/name?target_session_attrs=read-write&sslmode=verify-full',
    ['postgres://u@one/name?sslmode=verify-full', 'postgres://u@[::1]:2/name?sslmode=verify-full'],
  ],
  [
    'postgres://u@one,two/name?target_session_attrs=primary',
    ['postgres://u@one/name', 'postgres://u@two/name'],
  ],
  ['postgres://u:a,b@one/name', ['postgres://u:a,b@one/name']],
  ['postgres://u@/name?host=/run/postgresql', ['postgres://u@/name?host=/run/postgresql']],
])('%s has one URL for each node', (url, nodes) => {
  expect(nodeUrls(url)).toEqual(nodes);
});

test.each([
  ['postgres://u:secret@one,,two/name', /cannot be read/],
  ['postgres://u:secret@one:port/name', /cannot be read/],
  ['postgres://u:secret#1@one/name', /encode special characters/],
  ['mysql://u:secret@one/name', /begin with postgres/],
  ['postgres://u:secret@one,two/name?target_session_attrs=standby', /has to be read-write/],
])('%s is refused, and its password is not repeated', (url, reason) => {
  let refusal: unknown;
  try {
    nodeUrls(url);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(ConfigError);
  expect(String(refusal)).toMatch(reason);
  expect(String(refusal)).not.toContain('u:secret');
});

test('a node is shown without its password', () => {
  expect(nodeName('postgres://u:p@one:5432/name?x=@y')).toBe('one:5432');
});
