import type { Config } from '@winkwire/server/config';
import type { Command } from 'commander';
import { builtAssets } from '../built-assets.ts';
import { createCommand } from '../create-command.ts';
import { type Credentials, devCredentials, keepDevCredentials } from '../dev-credentials.ts';
import { drainOnSignal } from '../drain-on-signal.ts';
import { explainStartFailure } from '../explain-start-failure.ts';
import { exposedAddresses } from '../exposed-addresses.ts';
import { keepCredentials } from '../keep-credentials.ts';
import { readyMessage } from '../ready-message.ts';
import { addSettingFlags, configOf } from '../setting-flags.ts';
import { writableDataFolder } from '../writable-data-folder.ts';

const description = `Start everything on this machine: server, portal, demo and a mailbox, which catches all mails unless a mail server is set.

Webhooks may use http to loopback addresses, and the API has no rate limit. For anything but development, use
\`winkwire serve\`.

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong flags or settings.`;

export const devCommand = (): Command =>
  addSettingFlags(createCommand('dev', description)).action((_options, command: Command) => dev(command));

export async function dev(command: Command): Promise<void> {
  const drain = drainOnSignal();
  const given = configOf(command, 'dev');
  const dataDir = writableDataFolder(given.dataDir);
  const configured = configuredCredentials(given);
  const credentials = configured ?? devCredentials(dataDir);
  const assets = await builtAssets();
  // Imported here and not at the top, so that the other commands start about five times as fast.
  const { createDemo, createMailCatcher } = await import('@winkwire/demo');
  const { startServer } = await import('@winkwire/server');
  const { createSignInLink } = await import('@winkwire/server/actions/create-sign-in-link');
  const mail = await createMailCatcher();
  const demo = createDemo({ ...credentials, mail, open: given.demoOpen });
  const config: Config = {
    ...given,
    dataDir,
    sandboxKey: credentials.key,
    sandboxSecret: credentials.secret,
    smtpUrl: given.smtpUrl ?? mail.url,
  };
  try {
    const server = await startServer({
      config,
      assets,
      plugins: [demo.plugin],
      keepCredentials: (generated) => keepCredentials(dataDir, generated),
    });
    if (!configured) keepDevCredentials(dataDir, credentials);
    // The server must run even if the demo's webhook is refused, for example because its address is private.
    const demoTrouble = await demo.start(server.url).then(
      () => null,
      (error: Error) => error.message,
    );
    const signInLink = await createSignInLink(server.services);
    const milliseconds = performance.now();
    process.stdout.write(
      readyMessage({
        url: server.url,
        signInLink,
        credentials,
        dataDir,
        madeProduction: server.generated.PRODUCTION !== undefined,
        milliseconds,
        exposed: exposedAddresses(config.host, server.url),
        demoOpen: config.demoOpen,
        demoTrouble,
        catchesMail: given.smtpUrl === null,
      }),
    );
    await drain({ close: server.close, print: (line) => process.stdout.write(`\n${line}\n`) });
  } catch (error) {
    throw explainStartFailure(error, config);
  } finally {
    await mail.close();
  }
}

function configuredCredentials({ sandboxKey: key, sandboxSecret: secret }: Config): Credentials | undefined {
  return key && secret ? { key, secret } : undefined;
}
