import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

/*
 * Serves from a process of its own, which a test may kill. When the server listens, the process prints a line
 * with its address.
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
