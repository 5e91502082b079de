import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

/* Serves from a process of its own, which a test may kill. The first line of its output is its address. */
const config = readConfig(process.env, {
  profile: 'dev',
  port: 0,
  logLevel: 'trace',
  sandboxKey: 'sandbox',
  sandboxSecret: 'a sandbox secret',
});
const { url } = await startServer({ config });
console.log(`listening on ${url}`);
