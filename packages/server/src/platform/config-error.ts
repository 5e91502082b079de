/** A setting, or the database or file that it names, cannot be used. The message says why. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
