import type { Mode } from '@winkwire/contract/modes';

export const base = '/portal';

/**
 * `href('SANDBOX', 'events', id)` returns `/portal/sandbox/events/et-...`. The address contains the mode, so that links
 * can be shared.
 */
export const href = (mode: Mode, ...segments: string[]): string =>
  [base, mode.toLowerCase(), ...segments.map(encodeURIComponent)].join('/');

export interface Address {
  mode: Mode;
  /** Such as `events`. `overview` if the path names none. */
  section: string;
  /** Whether the path continues after the section, for example with an event's id. */
  isBelowSection: boolean;
}

/** An unknown mode is read as the sandbox. */
export function readAddress(path: string): Address {
  const [mode = '', section = 'overview', ...below] = path.slice(base.length).split('/').filter(Boolean);
  return { mode: readMode(mode) ?? 'SANDBOX', section, isBelowSection: below.length > 0 };
}

export function readMode(segment: string): Mode | undefined {
  if (segment === 'sandbox') return 'SANDBOX';
  if (segment === 'production') return 'PRODUCTION';
  return undefined;
}
