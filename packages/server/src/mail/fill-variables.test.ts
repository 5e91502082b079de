import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillVariables } from './fill-variables.ts';

test('every place of a variable is filled', () => {
  const text = 'Hello ${firstName}, ${companyName} asks you, ${firstName}.';
  const filled = fillVariables(text, { firstName: 'Ryan', companyName: 'Harbor' });
  expect(filled).toBe('Hello Ryan, Harbor asks you, Ryan.');
});

test('a name that does not exist is left as it stands, inherited names included', () => {
  expect(fillVariables('${nobody} ${constructor}', { firstName: 'Ryan' })).toBe('${nobody} ${constructor}');
});

test('what a variable holds is never filled again', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fillVariables('${fullName}', { fullName: value, firstName: 'x' })).toBe(value);
    }),
  );
});
