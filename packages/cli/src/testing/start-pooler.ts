import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { vi } from 'vitest';

/** Starts PgBouncer in front of PostgreSQL. Started by root, it runs as `nobody`, which must read `folder`. */
export async function startPooler({ url, mode, folder }: { url: URL; mode: string; folder: string }) {
  const port = randomInt(20_000, 30_000);
  const file = join(folder, `${mode}.ini`);
  await writeFile(
    file,
    `[databases]
    * = host=${url.hostname} port=${url.port} user=${url.username}
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = ${port}
    unix_socket_dir =
    auth_type = any
    pool_mode = ${mode}
    ignore_startup_parameters = extra_float_digits`,
  );
  // PgBouncer refuses to run as root.
  const nobody = 65_534;
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn('/usr/sbin/pgbouncer', [file], { stdio: 'ignore', ...user });
  const pooled = `postgres://${url.username}@127.0.0.1:${port}${url.pathname}`;
  await vi.waitFor(async () => {
    const client = new Client(pooled);
    await client.connect();
    await client.end();
  }, 10_000);
  return { url: pooled, [Symbol.asyncDispose]: async () => void child.kill('SIGKILL') };
}
