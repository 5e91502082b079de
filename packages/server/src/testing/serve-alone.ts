import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

/*
 * Runs a server in a separate process, which a test may kill. When the server listens, the process prints the
 * server's address.
 */
const config = readConfig(process.env, {
  profile: 'dev',
  port: 0,
  logLevel: 'trace',
  sandboxKey: 'sandbox',
  sandboxSecret: 'a sandbox secret',
});
const { url } = await startServer({ config });
console.log(`listening on ${url}`);
