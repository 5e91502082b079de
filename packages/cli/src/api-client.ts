import { createWinkwireClient, type WinkwireClient } from '@winkwire/demo/winkwire-client';
import type { Command } from 'commander';
import { knownDevCredentials } from './dev-credentials.ts';
import { addSettingFlags, configOf } from './setting-flags.ts';
import { CommandFailure } from './tell-failure.ts';

/** For commands that call a running server: where it is, and with which credentials. */
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

/** Credentials come from flags, then the environment, then what `winkwire dev` keeps in the data folder. */
export function clientOf(command: Command): WinkwireClient {
  const config = configOf(command, 'dev');
  const { production } = command.opts<{ production?: boolean }>();
  const key = production ? config.productionKey : config.sandboxKey;
  const secret = production ? config.productionSecret : config.sandboxSecret;
  const credentials =
    key && secret ? { key, secret } : production ? null : knownDevCredentials(config.dataDir);
  if (!credentials) {
    const kind = production ? 'production' : 'sandbox';
    throw new CommandFailure(
      `no API credentials: give --${kind}-key and --${kind}-secret (or their variables), or start \`winkwire dev\` here.`,
      2,
    );
  }
  return createWinkwireClient({
    url: config.publicUrl ?? `http://${config.host}:${config.port}`,
    ...credentials,
  });
}
