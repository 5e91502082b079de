import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { vetEgress } from './vet-egress.ts';

const configOf = (egressProxy: string) => ({ ...readConfig({}), egressProxy });

test.each(['http', 'https', 'socks5'])('a proxy may have the scheme %s', async (scheme) => {
  await expect(vetEgress(configOf(`${scheme}://proxy.example:1080`))).resolves.toBeUndefined();
});

test.each(['socks', 'socks4', 'socks5h', 'ftp'])('a proxy with the scheme %s is refused', async (scheme) => {
  await expect(vetEgress(configOf(`${scheme}://proxy.example:1080`))).rejects.toThrow(
    'has to begin with http://, https:// or socks5://.',
  );
});

test.each(['127.0.0.1', '::ffff:127.0.0.1'])('requests may be sent from %s', async (egressAddress) => {
  await expect(vetEgress({ ...readConfig({}), egressAddress })).resolves.toBeUndefined();
});

test.each(['0.0.0.0', '::', '::ffff:0.0.0.0', '0:0:0:0:0:0:0:0', '192.0.2.1', 'localhost'])(
  '%s is not one address of this machine',
  async (egressAddress) => {
    await expect(vetEgress({ ...readConfig({}), egressAddress })).rejects.toThrow(
      'has to be a single IP address of this machine',
    );
  },
);
