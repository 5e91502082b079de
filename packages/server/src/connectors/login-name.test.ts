import { loginFields } from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { givenLogin, loginNameOf } from './login-name.ts';

test.each(['username', 'email', 'phone'] as const)('%s names the login as it was typed', (field) => {
  expect(givenLogin({ [field]: 'given', password: 'secret' })).toBe('given');
  expect(loginNameOf({ [field]: 'given', password: 'secret' })).toBe('given');
});

test('a social security number names the login, and only its end is shown', () => {
  expect(givenLogin({ ssn: '3300000008' })).toBe('3300000008');
  for (const ssn of ['3300000008', '33-000000-0-8', '33 00000008 '])
    expect(loginNameOf({ ssn })).toBe('••••••0008');
});

test('an empty login field is not taken for a provider without a login', () => {
  for (const field of loginFields.filter((name) => name !== 'password'))
    expect(loginNameOf({ [field]: '' })).not.toBeNull();
});

test('a password is not a login', () => {
  expect(loginNameOf({ password: 'secret' })).toBeNull();
  expect(loginNameOf({})).toBeNull();
});
