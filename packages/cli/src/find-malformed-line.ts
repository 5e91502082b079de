import { settingsEntry } from './settings-entry.ts';

/** The number of the first line that is no entry, or null. `parseEnv` of Node does not report such a line. */
export function findMalformedLine(text: string): number | null {
  for (let at = 0; at < text.length; at = settingsEntry.lastIndex) {
    settingsEntry.lastIndex = at;
    if (!settingsEntry.test(text)) return text.slice(0, at).split('\n').length;
  }
  return null;
}
