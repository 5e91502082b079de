import { readFileSync } from 'node:fs';
import { smileKey, verifySmileSignature } from '@winkwire/receiver';
import { Command } from 'commander';
import { CommandFailure } from '../tell-failure.ts';

const description = `Check the Smile-Signature of a webhook body, to the byte, from a file or from standard input.

Exit codes: 0 the signature is right, 1 it is wrong, 2 the file cannot be read.`;

interface Options {
  secret: string;
  signature: string;
}

export const verifyCommand = (): Command =>
  new Command('verify')
    .description(description)
    .argument('[file]', 'the body as it was received; standard input when absent')
    .requiredOption('--secret <secret>', "the webhook's secret")
    .requiredOption('--signature <hex>', 'the value of the header Smile-Signature')
    .action((file: string | undefined, options: Options) => verify(file, options));

export function verify(file: string | undefined, { secret, signature }: Options): void {
  const body = readBody(file);
  const right = verifySmileSignature([smileKey(secret)], body, signature.trim().toLowerCase());
  process.stdout.write(right ? `right: ${body.length} bytes, signed with this secret\n` : '');
  if (right) return;
  const newline =
    body.at(-1) === 0x0a ? ' The body ends in a line break: was it there when it was received?' : '';
  throw new CommandFailure(
    `the signature is wrong for these ${body.length} bytes and this secret.${newline}`,
  );
}

function readBody(file: string | undefined): Buffer {
  try {
    return readFileSync(file ?? 0);
  } catch (error) {
    throw new CommandFailure(`${file ?? 'standard input'} cannot be read: ${(error as Error).message}`, 2);
  }
}
