import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { plural } from '@winkwire/contract/plural';
import type { Config } from '../config.ts';
import { connectTls, hostOf } from '../platform/connect-tls.ts';
import { dayMs } from '../platform/durations.ts';
import { failed, ok, type Result, skipped, warning } from './finding.ts';

/**
 * Certificates are usually renewed 30 days before they expire. If fewer days than this are left, the renewal has
 * probably failed.
 */
const fewDays = 14;

export async function checkDns({ publicUrl }: Config): Promise<Result> {
  if (publicUrl === null) return skipped('No public URL is set.');
  const host = hostOf(publicUrl);
  if (isIP(host))
    return warning(`The public URL contains the IP address ${host}.`, 'Use a host name, so that TLS works.');
  try {
    const found = await lookup(host, { all: true });
    return ok(`${host} is ${found.map(({ address }) => address).join(', ')}.`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOTFOUND'
      ? failed(`${host} has no address.`, 'Create its DNS record, or correct WINKWIRE_PUBLIC_URL.')
      : failed(`${host} could not be looked up: ${code ?? message}.`, 'Check the DNS of this machine.');
  }
}

export async function checkCertificate({ publicUrl }: Config): Promise<Result> {
  if (publicUrl === null) {
    return warning(
      'No public URL is set.',
      'Set WINKWIRE_PUBLIC_URL to the address that users and receivers see.',
    );
  }
  if (!publicUrl.startsWith('https:')) {
    return warning(
      `${publicUrl} is not https://.`,
      'Put a TLS proxy in front of the server. Browsers and receivers require https.',
    );
  }
  const { hostname } = new URL(publicUrl);
  try {
    const socket = await connectTls(publicUrl);
    const expiresAt = Date.parse(socket.getPeerCertificate().valid_to);
    socket.destroy();
    const left = Math.floor((expiresAt - Date.now()) / dayMs);
    const says = `The certificate of ${hostname} is valid for ${plural(left, 'more day')}.`;
    return left >= fewDays
      ? ok(says)
      : warning(says, 'Renew the certificate, and check why it was not renewed automatically.');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed(
      `${publicUrl} cannot be reached over TLS: ${code ?? message}.`,
      'Check the proxy, the firewall and the certificate. Receivers and browsers probably see the same error.',
    );
  }
}
