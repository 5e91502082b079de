import { type Config, readConfig, readSetting } from '@winkwire/server/config';
import { ConfigError } from '@winkwire/server/platform/config-error';
import { type Setting, type SettingName, settings } from '@winkwire/server/settings';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailure } from './command-failure.ts';

/** Adds the server's settings to a command as flags. A flag overrides its environment variable. */
export function addSettingFlags(command: Command, names: SettingName[] = allNames): Command {
  for (const name of names) command.addOption(settingFlag(name));
  return command;
}

/** The flag of one setting. `description` replaces the setting's own, which is written for the server. */
export function settingFlag(name: SettingName, description?: string): Option {
  const setting: Setting = settings[name];
  const text = `${description ?? setting.description} (${setting.variable})`;
  return new Option(`--${setting.flag} <value>`, text).argParser((value) => parsed(setting, value));
}

const allNames = Object.keys(settings) as SettingName[];

function parsed(setting: Setting, text: string): unknown {
  try {
    return readSetting(setting, text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** Reads the settings from the environment and from the flags of a command. Throws CommandFailure if one is invalid. */
export function configOf(command: Command, profile: Config['profile']): Config {
  const given = command.opts() as Record<string, unknown>;
  const overrides = allNames.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  try {
    return readConfig(process.env, { ...Object.fromEntries(overrides), profile });
  } catch (error) {
    throw error instanceof ConfigError ? new CommandFailure(error.message, 2) : error;
  }
}
