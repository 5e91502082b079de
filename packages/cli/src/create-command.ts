import { Command } from 'commander';
import { failureText } from './report-failure.ts';

/**
 * A command with its help. The first paragraph of `text` is also its line in the list of commands. Wrong usage ends
 * with 2, and says where the right one is explained.
 */
export function createCommand(name: string, text: string): Command {
  // Commander wraps the text itself, to the width of the terminal.
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  return endWithTwo(new Command(name))
    .summary(paragraphs[0] ?? '')
    .description(paragraphs.join('\n\n'))
    .showHelpAfterError(`(\`winkwire help ${name}\` explains it)`);
}

/** Makes wrong usage look and end like every other failure of a command. */
export const endWithTwo = (command: Command): Command =>
  command
    .configureOutput({
      outputError: (text, write) => write(`${failureText(text.replace(/^error: /, '').trimEnd())}\n`),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
