import { isLoopbackHost } from '@winkwire/server/platform/loopback';
import { InvalidArgumentError } from 'commander';

/** For a host on this machine, the scheme may be left out, and is then `http://`. */
export function httpAddress(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.parse(address);
  if (!url) throw new InvalidArgumentError('The address is not a valid URL.');
  if (address !== text && !isLoopbackHost(url.hostname)) {
    throw new InvalidArgumentError(
      'The address must start with http:// or https://. Only an address of this machine, such as localhost:3000, needs no scheme.',
    );
  }
  return address;
}
