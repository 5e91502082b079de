import { basicAuthorization, type Client, createClient, type Fetch } from '@winkwire/contract/client';
import type { SettingName } from '@winkwire/server/settings';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { type Credentials, knownDevCredentials } from './dev-credentials.ts';
import { httpAddress } from './http-address.ts';
import { configOf, settingFlag, settingsFileFlag } from './setting-flags.ts';

export function addClientFlags(command: Command): Command {
  command.option('--production', 'use the production credentials instead of those of the sandbox');
  return addAddressFlags(command);
}

/** Adds the flags for the server's address and the credentials, without `--production`. */
export function addAddressFlags(command: Command): Command {
  command.addOption(settingsFileFlag());
  const url = new Option(
    '--url <url>',
    'address of the server; by default, that of the server on this machine',
  );
  command.addOption(url.env('WINKWIRE_URL').argParser(serverAddress));
  for (const [name, description] of Object.entries(descriptions)) {
    command.addOption(settingFlag(name as keyof typeof descriptions, description));
  }
  // `--public-url` is the older name of `--url`.
  return command.addOption(settingFlag('publicUrl').hideHelp());
}

const descriptions = {
  host: 'address at which the server on this machine listens',
  port: 'port at which the server on this machine listens',
  dataDir:
    'data folder of the server on this machine; `winkwire dev` keeps the default sandbox credentials there',
  sandboxKey: 'API key of the sandbox',
  sandboxSecret:
    'API secret of the sandbox; prefer the environment variable, because other processes can read flags',
  productionKey: 'API key of production',
  productionSecret: 'API secret of production; prefer the environment variable',
} satisfies Partial<Record<SettingName, string>>;

/**
 * The client of a command with the flags of {@link addAddressFlags}. Throws CommandFailure if there are no credentials.
 */
export function clientOf(command: Command, production = usesProduction(command)): Client {
  const { key, secret } = credentialsOf(command, production);
  return createClient({
    baseUrl: `${serverUrlOf(command)}/v1`,
    authorization: basicAuthorization(key, secret),
    fetch: reach,
  });
}

/** The address without the path of the API. A flag takes precedence over an environment variable. */
export function serverUrlOf(command: Command): string {
  const { publicUrl, host, port } = configOf(command, 'dev');
  const { url } = command.opts<{ url?: string }>();
  const isFlag = (name: string) => command.getOptionValueSource(name) === 'cli';
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (isFlag('url') && url) return url;
  if (isFlag('publicUrl') && publicUrl) return publicUrl;
  return isFlag('host') || isFlag('port') ? local : url || publicUrl || local;
}

/**
 * The address may end in `/v1`, because applications are configured with the address of the API. Empty counts as unset.
 */
function serverAddress(text: string): string {
  if (text.trim() === '') return '';
  const url = new URL(httpAddressOf(text));
  return `${url.origin}${url.pathname}`.replace(/\/(v1\/?)?$/, '');
}

function httpAddressOf(text: string): string {
  try {
    return httpAddress(text.trim());
  } catch (error) {
    throw new InvalidArgumentError(
      `It must be an address such as https://winkwire.example.com. ${(error as Error).message}`,
    );
  }
}

export const usesProduction = (command: Command): boolean =>
  command.opts<{ production?: boolean }>().production === true;

/** If no sandbox credentials are set, uses those that `winkwire dev` keeps in the data folder. */
function credentialsOf(command: Command, production: boolean): Credentials {
  const config = configOf(command, 'dev');
  const key = production ? config.productionKey : config.sandboxKey;
  const secret = production ? config.productionSecret : config.sandboxSecret;
  if (key && secret) return { key, secret };
  const known = production ? null : knownDevCredentials(config.dataDir);
  if (known) return known;
  throw new CommandFailure(
    `there are no API credentials. ${production ? productionAdvice : sandboxAdvice}`,
    2,
  );
}

const productionAdvice =
  'Give --production-key and --production-secret (or their variables). If the server was started without them, it made new ones, and wrote them to api-credentials.json in its data folder.';
const sandboxAdvice =
  'Give --sandbox-key and --sandbox-secret (or their variables), or run this command in the folder where `winkwire dev` was started.';

/** The server cannot be reached. It may be restarting, so a later attempt may succeed. */
export class ServerUnreachable extends CommandFailure {}

const reach: Fetch = async (url, init) => {
  const failed = (error: unknown): never => {
    if (error instanceof SyntaxError) throw error;
    const { cause, name } = error as { cause?: { code?: string }; name?: string };
    throw new ServerUnreachable(`No server responds at ${new URL(url).origin} (${cause?.code ?? name}).`);
  };
  const response = await fetch(url, init).catch(failed);
  // The connection can still break while the body of the response arrives.
  return { status: response.status, json: () => response.json().catch(failed) };
};
