import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a process ends when its database thread dies, because it would refuse everything and look healthy', async () => {
  const file = JSON.stringify(new URL('./thread-client.ts', import.meta.url).href);
  const script = `
    const { ThreadClient } = await import(${file});
    const client = new ThreadClient({ file: '/nowhere/winkwire.sqlite', role: 'reader' });
    client.ask({ kind: 'all', sql: 'select 1', parameters: [] }).catch(() => console.log('refused'));
    setInterval(() => {}, 1000);`;
  const ended = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const given = ['-e', script];
    const options = { cwd: fileURLToPath(new URL('.', import.meta.url)), timeout: 10_000 };
    execFile(process.execPath, given, options, (error, stdout, stderr) =>
      resolve({ code: error?.code, stdout, stderr }),
    );
  });
  expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('refused') });
  expect(ended.stderr).toContain('unable to open database file');
}, 20_000);
