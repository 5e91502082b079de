import { Command } from 'commander';
import { expect, test, vi } from 'vitest';
import { createCommand } from './create-command.ts';

test('the hint after wrong usage is a command that prints help, also for a command inside another one', () => {
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const create = (name: string) =>
    createCommand(name, `The text of ${name}.`).configureOutput({ writeErr: write, writeOut: write });
  const program = new Command('winkwire')
    .addCommand(create('listen'))
    .addCommand(create('webhooks').addCommand(create('list')));
  const outputOf = (words: string[], end: string) => {
    output = '';
    expect(() => program.parse(words, { from: 'user' })).toThrow(end);
    return output;
  };
  for (const words of [['listen'], ['webhooks', 'list']]) {
    const [, hint] = /\(`winkwire (.*)` explains it\)/.exec(
      outputOf([...words, '--no-such-flag'], 'exit 2'),
    )!;
    expect(outputOf(hint!.split(' '), 'exit 0')).toContain(`The text of ${words.at(-1)}.`);
  }
});
