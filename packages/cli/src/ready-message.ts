import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Credentials } from './dev-credentials.ts';

export interface Ready {
  url: string;
  signInLink: string;
  credentials: Credentials;
  dataDir: string;
  /** Made at this start, at the first one for a data folder. */
  production: Credentials | undefined;
  /** Since the process began. */
  milliseconds: number;
  /** Where other machines reach it. */
  exposed: string[];
  demoOpen: boolean;
}

const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
const dim = (text: string) => styleText('dim', text, { stream: process.stdout });
const address = (text: string) => styleText('cyan', text, { stream: process.stdout });

const line = (name: string, value: string, note = '') =>
  `  ${name.padEnd(9)}${value}${note && dim(`   ${note}`)}`;

/** Relative to where the reader stands, where that is shorter. */
function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : `./${fromHere}`;
}

const productionLines = ({ key, secret }: Credentials): string[] => [
  '',
  line('Key', key, 'of production; kept nowhere, so note it if you need it'),
  line('Secret', secret),
  '',
];

const warning = (text: string) => styleText('yellow', text, { stream: process.stdout });

function exposedLines(exposed: string[], demoOpen: boolean): string[] {
  if (exposed.length === 0) return [];
  const demo = demoOpen
    ? 'Everybody can use the demo, which hands out users, link tokens and mails.'
    : 'The demo answers to this machine only.';
  return [
    '',
    warning(`  Warning: other machines can reach this server at ${exposed.join(' and ')},`),
    warning(`  without rate limit and over http. ${demo}`),
    warning('  Use `winkwire serve` for anything but developing.'),
  ];
}

/** What `winkwire dev` prints once everything answers. */
export function readyMessage({
  url,
  signInLink,
  credentials,
  dataDir,
  production,
  milliseconds,
  exposed,
  demoOpen,
}: Ready): string {
  const { key, secret } = credentials;
  const line = (name: string, value: string, note = '') =>
    `  ${name.padEnd(9)}${value}${note && dim(`   ${note}`)}`;
  return [
    '',
    `  ${bold('Winkwire is ready')} ${dim(`in ${(milliseconds / 1000).toFixed(1)} s`)}`,
    '',
    line('Demo', address(`${url}/demo/`), 'start here'),
    line('Portal', address(signInLink), 'signs you in, once'),
    line('Docs', address(`${url}/docs`)),
    line('Mail', address(`${url}/demo/mail`), 'catches every invitation'),
    line('API', address(`${url}/v1`)),
    '',
    line('Key', key, 'of the sandbox'),
    line('Secret', secret),
    ...(production ? productionLines(production) : []),
    line('Data', shortest(dataDir)),
    ...exposedLines(exposed, demoOpen),
    '',
    dim(`  curl -u ${key}:${secret} ${url}/v1/users`),
    dim('  Ctrl+C stops it; nothing is lost.'),
    '',
    '',
  ].join('\n');
}
