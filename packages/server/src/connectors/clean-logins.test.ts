import { expect, test } from 'vitest';
import { cleanLogins } from './clean-logins.ts';

test.each([
  ['full-width digits', { phone: '＋６３９５５９９９１２３４' }, { phone: '+639559991234' }],
  ['a non-breaking hyphen', { phone: '+63 955\u2011999\u20111234' }, { phone: '+63 955-999-1234' }],
  ['other dashes', { ssn: '33–0000000—8' }, { ssn: '33-0000000-8' }],
  ['full-width dashes and minus signs', { ssn: '33－0000000−8' }, { ssn: '33-0000000-8' }],
  ['a non-breaking space', { phone: '+63\u00a0955 9991234\u00a0' }, { phone: '+63 955 9991234' }],
  ['a space of Ogham', { phone: '+63\u1680955 9991234' }, { phone: '+63 955 9991234' }],
  ['full-width letters', { username: 'Ｇｅｏｒｇｅ' }, { username: 'George' }],
  ['invisible characters', { username: '\ufeffGeo\u200brge\u200e' }, { username: 'George' }],
  ['fillers and selectors', { username: 'Li\u3164n\u034fa\ufe0f' }, { username: 'Lina' }],
  ['line separators and controls', { username: 'Li\u2028n\u0000\ta' }, { username: 'Lina' }],
  ['an accent of its own', { username: 'Jose\u200b\u0301' }, { username: 'José' }],
  ['spaces around it', { username: ' George\u3000' }, { username: 'George' }],
  ['the signs of an e-mail address', { email: 'a＠b。example' }, { email: 'a@b.example' }],
  ['nothing visible', { username: '\u200b\u3000' }, { username: '' }],
])('a login is sent to the provider without %s', (_, typed, sent) => {
  expect(cleanLogins(typed)).toEqual(sent);
});

test('other letters stay as they were typed', () => {
  expect(cleanLogins({ username: 'José_Nguyễn.ß-李 1' })).toEqual({ username: 'José_Nguyễn.ß-李 1' });
});

test('a password is sent as it was typed', () => {
  const password = ' １２３４–\u200b。\u00a0';
  expect(cleanLogins({ username: 'George', password })).toEqual({ username: 'George', password });
});
