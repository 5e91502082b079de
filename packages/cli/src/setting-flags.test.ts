import { type Setting, type SettingName, settings } from '@winkwire/server/settings';
import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { addSettingFlags, configOf } from './setting-flags.ts';

function parse(...words: string[]): Command {
  const command = addSettingFlags(
    new Command('serve').exitOverride().configureOutput({ writeErr: () => {} }),
  );
  return command.parse(words, { from: 'user' });
}

test.each(Object.keys(settings) as SettingName[])('an empty flag for %s is refused, and says so', (name) => {
  const { flag }: Setting = settings[name];
  for (const empty of ['', '  ']) {
    expect(() => parse(`--${flag}`, empty)).toThrow(CommanderError);
    expect(() => parse(`--${flag}`, empty)).toThrow('It is empty.');
  }
});

test('spaces around the value of a flag are ignored, as in an environment variable', () => {
  const command = parse('--host', ' 127.0.0.1 ', '--port', ' 8080 ');
  expect(configOf(command, 'dev')).toMatchObject({ host: '127.0.0.1', port: 8080 });
});
