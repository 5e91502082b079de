// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { readFileSync } from 'node:fs';
import { plural } from '@winkwire/contract/plural';
import { explainMismatch } from '@winkwire/receiver/explain-mismatch';
import { prepareKeys, type SignedRequest, verifySignature } from '@winkwire/receiver/verify-signature';
import { WebhookError } from '@winkwire/receiver/webhook-error';
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';

const description = `Check the signature of a delivery, given its exact body in a file or on the standard input.

Give what the receiver got: either --signature, or the headers of the request, each with --header 'Name: value'. The
forms v1 and v1a also need the headers webhook-id and webhook-timestamp.

Exit codes: 0 the signature is right, 1 it is wrong, 2 wrong flags, or the file cannot be read.`;

interface Options {
  secret: string[];
  publicKey: string[];
  signature?: string;
  header: string[];
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

export const verifyCommand = (): Command =>
  createCommand('verify', description)
    .argument('[file]', 'a file with the body as it was received; without it, the standard input')
    .option(
      '--secret <secret>',
      "the webhook's secret; during a rotation, give the flag once for each secret",
      collect,
      [],
    )
    .option('--public-key <key>', 'for v1a: whpk_...', collect, [])
    .option('--signature <value>', 'the value of Smile-Signature or of webhook-signature')
    .option('--header <header>', "a header as it was received: 'webhook-id: et-...'", collect, [])
    .action((file: string | undefined, options: Options) => verify(file, options));

export function verify(file: string | undefined, options: Options): void {
  const request = requestOf(options, readBody(file));
  const bytes = plural(request.body.length, 'byte');
  try {
    verifySignature(request);
    process.stdout.write(`right: ${bytes}, signed with this key\n`);
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    if (error.code !== 'STALE_TIMESTAMP') throw new CommandFailure(explain(error, request));
    const at = new Date(Number(request.headers['webhook-timestamp']) * 1000).toISOString();
    process.stdout.write(`right: ${bytes}, signed with this key at ${at}\n`);
    process.stdout.write(
      'A receiver would refuse this request now, because its timestamp is more than five minutes in the past or in the future.\n',
    );
  }
}

type Request = SignedRequest & { headers: Record<string, string> };

function requestOf({ secret, publicKey, signature, header }: Options, body: Buffer): Request {
  if (secret.length + publicKey.length === 0) throw new CommandFailure('give --secret or --public-key.', 2);
  const headers: Record<string, string> = {};
  // The values of a repeated header are joined by a comma, as Node does for a receiver.
  for (const [name, value] of header.map(readHeader)) {
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  if (signature !== undefined) {
    const value = signature.trim();
    if (/^v1a?,/.test(value)) headers['webhook-signature'] = value;
    else headers['smile-signature'] = value.toLowerCase();
  }
  const missing = ['webhook-id', 'webhook-timestamp'].filter((name) => !headers[name]);
  if ('webhook-signature' in headers && missing.length > 0 && !('smile-signature' in headers)) {
    throw new CommandFailure(
      `a signature that begins with v1 also covers ${missing.join(' and ')}. Add each with --header.`,
      2,
    );
  }
  if (!('webhook-signature' in headers) && !('smile-signature' in headers)) {
    throw new CommandFailure('give --signature, or the headers of the request with --header.', 2);
  }
  return { headers, body, keys: keysOf({ secret, publicKey }), now: Date.now(), requireTimestamp: false };
}

function keysOf({ secret, publicKey }: Pick<Options, 'secret' | 'publicKey'>): SignedRequest['keys'] {
  try {
    return prepareKeys({ secrets: secret, publicKeys: publicKey });
  } catch (error) {
    throw new CommandFailure((error as Error).message, 2);
  }
}

function readHeader(line: string): [string, string] {
  const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
  if (!name) throw new CommandFailure(`${line} is not a header. Write it as 'Name: value'.`, 2);
  return [name.toLowerCase(), value!.trim()];
}

function explain({ code, message }: WebhookError, request: SignedRequest): string {
  if (code === 'MISSING_SIGNATURE') {
    return 'there is no signature of the kind that this key verifies. Give --secret to verify v1 or Smile-Signature, or --public-key to verify v1a.';
  }
  const reason = explainMismatch(request) ?? message;
  return `the signature is wrong for this body of ${plural(request.body.length, 'byte')} and this key. ${reason}`;
}

function readBody(file: string | undefined): Buffer {
  try {
    return readFileSync(file ?? 0);
  } catch (error) {
    throw new CommandFailure(
      `${file ?? 'the standard input'} cannot be read: ${(error as Error).message}`,
      2,
    );
  }
}
