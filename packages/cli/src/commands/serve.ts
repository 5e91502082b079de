import type { Command } from 'commander';
import { builtAssets } from '../built-assets.ts';
import { createCommand } from '../create-command.ts';
import { drainOnSignal } from '../drain-on-signal.ts';
import { explainStartFailure } from '../explain-start-failure.ts';
import { keepCredentials } from '../keep-credentials.ts';
import { addSettingFlags, configOf } from '../setting-flags.ts';
import { writableDataFolder } from '../writable-data-folder.ts';

const description = `Start the server for production: webhooks over HTTPS to public addresses only, and no demo.

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong flags or settings.`;

export const serveCommand = (): Command =>
  addSettingFlags(createCommand('serve', description)).action((_options, command: Command) => serve(command));

export async function serve(command: Command): Promise<void> {
  const drain = drainOnSignal();
  const config = configOf(command, 'serve');
  if (config.databaseUrl === null) writableDataFolder(config.dataDir);
  const assets = await builtAssets();
  const { startServer } = await import('@winkwire/server');
  try {
    let file: string | undefined;
    const server = await startServer({
      config,
      assets,
      keepCredentials: (generated) => {
        file = keepCredentials(config.dataDir, generated);
      },
    });
    // The secrets must not be written to the log, because other people read it.
    if (file) {
      server.services.log.warn(
        { file },
        'settings.generated: the server made API credentials at this start, and wrote them to a file. To make the credentials and the encryption key before the first start, run `winkwire init`',
      );
    }
    if (!server.services.publicUrl.startsWith('https:')) {
      server.services.log.warn({ publicUrl: server.services.publicUrl }, 'public-url.not-https');
    }
    await drain({ close: server.close, print: (line) => server.services.log.info(line) });
    // A database or a trace collector that does not respond would keep the process alive.
    process.exit();
  } catch (error) {
    throw explainStartFailure(error, config);
  }
}
