import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillVariables } from './fill-variables.ts';

test('every placeholder is filled', () => {
  const text = 'Hello ${firstName}, ${companyName} asks you, ${firstName}.';
  const filled = fillVariables(text, { firstName: 'Ryan', companyName: 'Harbor' });
  expect(filled).toBe('Hello Ryan, Harbor asks you, Ryan.');
});

test('both forms of placeholders are filled, even with spaces inside or a dot in the name', () => {
  const variables = { firstName: 'Ryan', 'company.name': 'Harbor' };
  const text = '{{firstName}}, {{ firstName }}, ${ firstName }: {{company.name}} and ${company.name}.';
  expect(fillVariables(text, variables)).toBe('Ryan, Ryan, Ryan: Harbor and Harbor.');
});

test('other text stays unchanged: prices, code, and braces that are not closed', () => {
  const text = '$5, ${5}, {firstName}, {{firstName}, ${firstName, {{}}, {{first name}}';
  expect(fillVariables(text, { firstName: 'Ryan' })).toBe(text);
});

test('an unknown placeholder stays, even if its name is that of an inherited property', () => {
  expect(fillVariables('${nobody} ${constructor}', { firstName: 'Ryan' })).toBe('${nobody} ${constructor}');
});

test('a placeholder inside the value of a variable is not filled', () => {
  const inner = '{{firstName}} ${firstName}';
  expect(fillVariables('${fullName}', { fullName: inner, firstName: 'x' })).toBe(inner);
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fillVariables('${fullName}', { fullName: value, firstName: 'x' })).toBe(value);
      expect(fillVariables('{{fullName}}', { fullName: value, firstName: 'x' })).toBe(value);
    }),
  );
});
