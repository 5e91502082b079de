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
