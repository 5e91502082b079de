import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connected, secret, signedRequest } from './testing/signed-request.ts';
import { webhookErrors } from './webhook-error.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${home}/README.md`, 'utf8');
const example = /```ts\n(.*?)```/s.exec(readme)![1]!;

test('the example of the README runs unchanged and receives a linked account', async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', example], {
    cwd: home,
    env: { ...process.env, WINKWIRE_WEBHOOK_SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const port = /port: (\d+)/.exec(String((await lines.next()).value))![1];
    const event = connected();
    const delivery = signedRequest(event, { at: Date.now() });
    const response = await fetch(`http://localhost:${port}/`, { method: 'POST', ...delivery });
    expect(response.status).toBe(200);
    const { userId, accountId } = event.data;
    expect((await lines.next()).value).toBe(`${userId} linked ${accountId} at quickride`);
  } finally {
    child.kill('SIGKILL');
  }
});

test('the README lists every reason for refusing, with its status, and no other', () => {
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| (.+?) +\|$/gm)].map((row) =>
    row.slice(1),
  );
  const table = Object.entries(webhookErrors).map(([code, row]) => [code, String(row.status), row.message]);
  expect(listed).toEqual(table);
});
