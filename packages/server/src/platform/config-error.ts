/**
 * Thrown if a setting, or the database or file that it names, cannot be used. The message says why, and usually what
 * to do.
 */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
