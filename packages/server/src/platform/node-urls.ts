import { ConfigError } from './config-error.ts';

/** With each of these values, Winkwire looks for a node that accepts writes. */
const writableTargets = ['any', 'read-write', 'primary'];

/**
 * Splits `postgres://user@one:5432,two:5432/name` into a URL for each node. A ConfigError never repeats the URL, which
 * may contain a password.
 */
export function nodeUrls(url: string): string[] {
  const [, scheme = '', userInfo = '', hosts = '', rest = ''] =
    /^(postgres(?:ql)?:\/\/)((?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(url) ?? [];
  if (scheme === '')
    throw new ConfigError(
      'WINKWIRE_DATABASE_URL (--database-url) has to begin with postgres:// or postgresql://.',
    );
  const [path = '', parameters] = rest.split(/\?(.*)/s);
  const query = withoutTarget(parameters);
  const urls = hosts.split(',').map((host) => `${scheme}${userInfo}${host}${path}${query}`);
  const isUsable = hosts.split(',').length === 1 || hosts.split(',').every((host) => host !== '');
  if (!isUsable || !urls.every(isReadable)) {
    throw new ConfigError(
      'WINKWIRE_DATABASE_URL (--database-url) cannot be read. Write it as postgres://user:password@host:5432/name, with commas between several hosts, and encode special characters of the password: @ as %40, / as %2F, # as %23.',
    );
  }
  return urls;
}

/** `URL` refuses a user without a host, as in the URL of a Unix socket. */
const isReadable = (url: string): boolean => URL.canParse(url.replace('@/', '@localhost/'));

function withoutTarget(parameters: string | undefined): string {
  if (parameters === undefined) return '';
  const kept = parameters.split('&').filter((parameter) => {
    const [name, value = ''] = parameter.split('=');
    if (name !== 'target_session_attrs') return true;
    if (writableTargets.includes(value)) return false;
    throw new ConfigError(
      'target_session_attrs in WINKWIRE_DATABASE_URL (--database-url) has to be read-write, primary or any, because Winkwire writes. Change it, or remove it.',
    );
  });
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/** For messages, without user and password. */
export const nodeName = (url: string): string =>
  /^[^:]*:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1] || 'the local socket';
