import { ConfigError } from './config-error.ts';

/** The accepted values of `target_session_attrs`. With each of them, Winkwire looks for a node that accepts writes. */
const writableTargets = ['any', 'read-write', 'primary'];

/**
 * Splits the URL of a database with several nodes, such as `postgres://user@one:5432,two:5432/name`, into one URL
 * for each node. `target_session_attrs` is removed. Throws ConfigError for a URL that cannot be used. The message
 * does not repeat the URL, which may contain a password.
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

/**
 * The URL of a node on a Unix socket may have a user but no host, and `URL` does not accept that. So the check adds a
 * host.
 */
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

/** A node as messages show it: its host and port, without user and password. */
export const nodeName = (url: string): string =>
  /^[^:]*:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1] || 'the local socket';
