import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';
import { production, sandbox } from './test-server.ts';

/* A server that stops on SIGTERM, as `winkwire serve` does. The first line of output is its address. */

const config = readConfig(process.env, {
  profile: 'dev',
  port: 0,
  logLevel: 'silent',
  sandboxKey: sandbox.key,
  sandboxSecret: sandbox.secret,
  productionKey: production.key,
  productionSecret: production.secret,
});
const server = await startServer({ config });
process.once('SIGTERM', () => void server.close().then(() => process.exit()));
console.log(server.url);
