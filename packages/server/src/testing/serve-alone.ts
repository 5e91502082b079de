import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';

/* A server that a test may kill. It prints its address when it listens. */
const config = readConfig(process.env, {
  profile: 'dev',
  port: 0,
  logLevel: 'trace',
  sandboxKey: 'sandbox',
  sandboxSecret: 'a sandbox secret',
});
const { url } = await startServer({ config });
console.log(`listening on ${url}`);
