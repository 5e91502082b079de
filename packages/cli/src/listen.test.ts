import { tmpdir } from 'node:os';
import { verifyWebhook } from '@winkwire/receiver';
import { expect, test, vi } from 'vitest';
import { openReceiver } from './testing/open-receiver.ts';
import { follow, runCli, runDev } from './testing/run-cli.ts';

// The timeout is long, because each step of a test starts a process.
vi.setConfig({ testTimeout: 180_000 });

const trigger = async (type: string, flags: string[]) =>
  (await runCli(['trigger', type, ...flags])).output.split(' ')[0];

test('listen forwards the exact bytes, and continues where it ended, also in another folder', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  const listen = (cwd?: string) =>
    runCli(['listen', '--once', '--forward-to', receiver.address, ...dev.flags], cwd ? { cwd } : {});
  const first = await listen();
  const secret = /the secret of this webhook: (\S+)/.exec(first.output)?.[1] as string;
  expect(secret).toMatch(/^whsec_/);

  const missed = [
    await trigger('RECORD_CREATED', dev.flags),
    await trigger('VERIFICATION_STARTED', dev.flags),
  ];
  await listen();
  const ids = receiver.received.map(
    ({ headers, body }) => verifyWebhook({ headers, body }, { secrets: secret }).id,
  );
  expect(ids).toEqual(missed);
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2']);

  const again = await listen(tmpdir());
  expect(again.output).toContain('from sequence 3');
  expect(again.output).toContain(`the secret of this webhook: ${secret}`);
  expect(receiver.received).toHaveLength(2);
});

test('listen reconnects after a restart of the server, and forwards each event once', async () => {
  await using dev = await runDev();
  using receiver = await openReceiver();
  using listening = follow(['listen', '--forward-to', receiver.address, ...dev.flags]);
  await vi.waitFor(() => expect(listening.lines().join()).toContain('from sequence 1'), 60_000);
  const ids = [await trigger('RECORD_CREATED', dev.flags)];
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 60_000);
  await dev.stop('SIGTERM');
  await vi.waitFor(() => expect(listening.lines().join()).toContain('Trying again every second.'), 60_000);
  await using restarted = await runDev(dev);
  ids.push(await trigger('RECORD_CREATED', restarted.flags));
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 60_000);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(ids);
});

test('an address without a scheme that is not on this machine is refused with exit code 2', async () => {
  const { code, output } = await runCli(['listen', '--forward-to', 'example.com/hook']);
  expect(code).toBe(2);
  expect(output).toContain('must start with http:// or https://.');
});

test('an address that the server does not permit is refused, and the message says what to do', async () => {
  await using dev = await runDev();
  const { code, output } = await runCli(['listen', '--forward-to', 'http://192.168.0.1/', ...dev.flags]);
  expect(code).toBe(1);
  expect(output).toContain('--webhook');
});
