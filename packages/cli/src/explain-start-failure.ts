import type { Config } from '@winkwire/server/config';
import { CommandFailure } from './tell-failure.ts';

/** A failed start in words that say what to change; anything unforeseen is passed on as it is. */
export function explainStartFailure(error: unknown, config: Config): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new CommandFailure(
      `port ${config.port} of ${config.host} is taken by another program.\n` +
        `  Choose another with --port ${config.port + 1} (or PORT=${config.port + 1}); --port 0 takes any free one.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new CommandFailure(
      `${config.host} is no address of this machine. Choose one with --host (or HOST).`,
    );
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return new CommandFailure(
      `this user may not listen on port ${config.port}. Choose one above 1023 with --port (or PORT).`,
    );
  }
  return error;
}
