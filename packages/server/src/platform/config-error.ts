/** A setting that cannot be used. The message names the variable and says what to write instead. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
