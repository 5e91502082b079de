import { resolve } from 'node:path';
import { type Config, readConfig, readSetting } from '@winkwire/server/config';
import { ConfigError } from '@winkwire/server/platform/config-error';
import { type Setting, type SettingName, settings } from '@winkwire/server/settings';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { readSettingsFile } from './settings-file.ts';

export function addSettingFlags(command: Command, names: SettingName[] = allNames): Command {
  command.addOption(settingsFileFlag());
  for (const name of names) command.addOption(settingFlag(name));
  return command;
}

/** The flag for a settings file. Other flags and environment variables take precedence over the file. */
export const settingsFileFlag = (): Option =>
  new Option('--settings <file>', 'File with settings, as `winkwire init` makes it').env('WINKWIRE_SETTINGS');

/** `description` replaces the setting's own description, which is written for the server. */
export function settingFlag(name: SettingName, description?: string): Option {
  const setting: Setting = settings[name];
  const text = `${description ?? setting.description} (${setting.variable})`;
  return new Option(`--${setting.flag} <value>`, text).argParser((value) => parsed(setting, value));
}

const allNames = Object.keys(settings) as SettingName[];

/** An empty flag, as in `--host "$HOST"`, is refused. It could turn off a limit that its author wanted to set. */
function parsed(setting: Setting, text: string): unknown {
  const value = text.trim();
  if (value === '')
    throw new InvalidArgumentError('It is empty. Give a value, or leave the flag out to use the default.');
  try {
    return readSetting(setting, value);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/**
 * Reads the settings from flags, the environment and the settings file. Throws CommandFailure if a setting is invalid.
 */
export function configOf(command: Command, profile: Config['profile']): Config {
  const given = command.opts() as Record<string, unknown>;
  const overrides = allNames.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  try {
    return readConfig(variablesOf(command), { ...Object.fromEntries(overrides), profile });
  } catch (error) {
    throw error instanceof ConfigError ? new CommandFailure(error.message, 2) : error;
  }
}

/** A variable that is unset or empty gets its value from the settings file. */
function variablesOf(command: Command): Record<string, string | undefined> {
  const { settings: file } = command.opts<{ settings?: string }>();
  if (!file) return process.env;
  const variables = readSettingsFile(file);
  for (const [name, value] of Object.entries(process.env)) if (value?.trim()) variables[name] = value;
  return variables;
}

/** The text of each setting that is set, by the name of its environment variable. */
export function givenSettings(command: Command): Record<string, string> {
  const given = command.opts() as Record<string, unknown>;
  const variables = variablesOf(command);
  const texts = allNames.map((name) => {
    const { variable } = settings[name];
    const flag = given[name];
    const text = flag === undefined ? variables[variable]?.trim() : textOf(flag);
    // The path is made absolute, because the server may be started in another folder.
    return [variable, text && name === 'dataDir' ? resolve(text) : text];
  });
  return Object.fromEntries(texts.filter(([, text]) => text));
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(',') : String(value);
}
