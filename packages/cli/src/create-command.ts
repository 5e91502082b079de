import { Command } from 'commander';
import { failureText } from './report-failure.ts';

/**
 * Creates a command with its help. In the list of commands, the first paragraph of `text` is shown beside the command.
 * Wrong usage ends the process with exit code 2, and the error names the help command to run.
 */
export function createCommand(name: string, text: string): Command {
  // Commander wraps each paragraph itself, to the width of the terminal.
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  const command = new Command(name);
  return endWithTwo(command, () => `\`${helpCommandOf(command)}\` explains it`)
    .summary(paragraphs[0] ?? '')
    .description(paragraphs.join('\n\n'));
}

/** The command that explains `command`, such as `winkwire help listen`. */
function helpCommandOf(command: Command): string {
  const words = ['help', command.name()];
  for (let outer = command.parent; outer; outer = outer.parent) words.unshift(outer.name());
  return words.join(' ');
}

/**
 * Makes wrong usage of a command end with exit code 2. The error is printed in the same form as every other
 * failure, and the hint follows it.
 */
export const endWithTwo = (command: Command, hint: () => string): Command =>
  command
    .configureOutput({
      outputError: (text, write) =>
        write(`${failureText(text.replace(/^error: /, '').trimEnd())}\n(${hint()})\n`),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
