import { Command } from 'commander';
import { failureText } from './report-failure.ts';

/** The first paragraph of `text` is the summary in the list of commands. */
export function createCommand(name: string, text: string): Command {
  // Commander wraps each paragraph itself, to the width of the terminal.
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  const command = new Command(name);
  return endWithTwo(command, () => `\`${helpCommandOf(command)}\` explains it`)
    .summary(paragraphs[0] ?? '')
    .description(paragraphs.join('\n\n'));
}

function helpCommandOf(command: Command): string {
  const words = ['help', command.name()];
  for (let outer = command.parent; outer; outer = outer.parent) words.unshift(outer.name());
  return words.join(' ');
}

/** Makes wrong usage end with exit code 2, and prints the hint after the error. */
export const endWithTwo = (command: Command, hint: () => string): Command =>
  command
    .configureOutput({
      outputError: (text, write) =>
        write(`${failureText(text.replace(/^error: /, '').trimEnd())}\n(${hint()})\n`),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
