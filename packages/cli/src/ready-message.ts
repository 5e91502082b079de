import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Credentials } from './dev-credentials.ts';

export interface Ready {
  url: string;
  signInLink: string;
  credentials: Credentials;
  dataDir: string;
  madeProduction: boolean;
  /** The time from the start of the process, in ms. */
  milliseconds: number;
  exposed: string[];
  demoOpen: boolean;
  /** Why the demo receives no webhooks, or null. */
  demoTrouble: string | null;
  /** Whether mails go to the page `/demo/mail` and not to a mail server. */
  catchesMail: boolean;
}

const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
const dim = (text: string) => styleText('dim', text, { stream: process.stdout });
const address = (text: string) => styleText('cyan', text, { stream: process.stdout });

const line = (name: string, value: string, note = '') =>
  `  ${name.padEnd(9)}${value}${note && dim(`   ${note}`)}`;

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : `./${fromHere}`;
}

const warning = (text: string) => styleText('yellow', text, { stream: process.stdout });

function exposedLines(exposed: string[], demoOpen: boolean): string[] {
  if (exposed.length === 0) return [];
  const demo = demoOpen
    ? 'Everybody can use the demo, which gives access to users, link tokens and mails.'
    : 'The demo serves this machine only.';
  return [
    '',
    warning(`  Warning: other machines can reach this server at ${exposed.join(' and ')},`),
    warning(`  over http and without a rate limit. ${demo}`),
    warning('  Use `winkwire serve` for anything but development.'),
  ];
}

/** A word of a shell command, in quotes if the shell would change it otherwise. */
const inShell = (word: string) =>
  /^[\w.:@%+/=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

export function readyMessage({
  url,
  signInLink,
  credentials,
  dataDir,
  madeProduction,
  milliseconds,
  exposed,
  demoOpen,
  demoTrouble,
  catchesMail,
}: Ready): string {
  const { key, secret } = credentials;
  return [
    '',
    `  ${bold('Winkwire is ready')} ${dim(`in ${(milliseconds / 1000).toFixed(1)} s`)}`,
    '',
    line('Demo', address(`${url}/demo/`), 'start here'),
    line('Portal', address(signInLink), 'signs you in, once'),
    line('Docs', address(`${url}/docs`)),
    ...(catchesMail ? [line('Mail', address(`${url}/demo/mail`), 'catches every invitation')] : []),
    line('API', address(`${url}/v1`)),
    '',
    line('Key', key, 'of the sandbox'),
    line('Secret', secret),
    line('Data', shortest(dataDir), madeProduction ? 'production key: api-credentials.json' : ''),
    ...exposedLines(exposed, demoOpen),
    ...(demoTrouble === null ? [] : ['', warning(`  The demo receives no webhooks: ${demoTrouble}`)]),
    '',
    dim(`  curl -u ${inShell(`${key}:${secret}`)} ${url}/v1/users`),
    dim('  Ctrl+C stops it; nothing is lost.'),
    '',
    '',
  ].join('\n');
}
