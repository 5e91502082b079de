import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

/*
 * The script of a process that runs a server, and that a test may kill. When the server listens, the script prints its
 * address.
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
