/** A setting that cannot be used; the message names the variable and what to write instead. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
