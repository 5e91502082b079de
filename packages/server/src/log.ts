import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** What no line may hold, wherever it is nested one or two objects deep. */
const secrets = [
  'token',
  'accessToken',
  'sessionToken',
  'userToken',
  'secret',
  'password',
  'authorization',
  'cookie',
];

/** JSON lines; a message is what happened, in the past tense: `request answered`. */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: 'hidden' },
  };
  return destination ? pino(options, destination) : pino(options);
}
