import { basicAuthorization, type Client, createClient, type Fetch } from '@winkwire/contract/client';
import type { Command } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { type Credentials, knownDevCredentials } from './dev-credentials.ts';
import { addSettingFlags, configOf } from './setting-flags.ts';

/** Adds the flags of a command that calls a running server: its address, and the credentials to use. */
export function addClientFlags(command: Command): Command {
  command.option('--production', 'Use the production credentials instead of those of the sandbox.');
  return addSettingFlags(command, [
    'publicUrl',
    'host',
    'port',
    'dataDir',
    'sandboxKey',
    'sandboxSecret',
    'productionKey',
    'productionSecret',
  ]);
}

/** The client of a command that has the client flags. Throws CommandFailure when there are no credentials. */
export function clientOf(command: Command): Client {
  const { key, secret } = credentialsOf(command);
  return createClient({
    baseUrl: `${serverUrlOf(command)}/v1`,
    authorization: basicAuthorization(key, secret),
    fetch: reach,
  });
}

/** The address of the server, without a path. */
export function serverUrlOf(command: Command): string {
  const { publicUrl, host, port } = configOf(command, 'dev');
  return publicUrl ?? `http://${host}:${port}`;
}

export const usesProduction = (command: Command): boolean =>
  command.opts<{ production?: boolean }>().production === true;

/** From the flags, else from the environment, else from the file that `winkwire dev` keeps in the data folder. */
function credentialsOf(command: Command): Credentials {
  const config = configOf(command, 'dev');
  const production = usesProduction(command);
  const key = production ? config.productionKey : config.sandboxKey;
  const secret = production ? config.productionSecret : config.sandboxSecret;
  if (key && secret) return { key, secret };
  const known = production ? null : knownDevCredentials(config.dataDir);
  if (known) return known;
  const kind = production ? 'production' : 'sandbox';
  throw new CommandFailure(
    `there are no API credentials. Give --${kind}-key and --${kind}-secret (or their variables), or run this command in the folder where \`winkwire dev\` was started.`,
    2,
  );
}

/** No server accepted the connection. A server that is restarting will do so soon. */
export class ServerUnreachable extends CommandFailure {}

const reach: Fetch = async (url, init) => {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    throw new ServerUnreachable(`No server responds at ${new URL(url).origin} (${code ?? error}).`);
  }
};
