import type { Mode } from '@winkwire/contract/modes';

export const base = '/portal';

/** `href('SANDBOX', 'events', id)` is `/portal/sandbox/events/et-...`. The mode is in the address so that links can be shared. */
export const href = (mode: Mode, ...segments: string[]): string =>
  [base, mode.toLowerCase(), ...segments.map(encodeURIComponent)].join('/');

export interface Address {
  mode: Mode;
  /** `events`, and `overview` where the path names only a mode. */
  section: string;
  /** True for the page of one item, such as an event. */
  isBelowSection: boolean;
}

/** Which part of the portal a path is in. An unknown mode reads as the sandbox; the router then finds no page. */
export function readAddress(path: string): Address {
  const [mode = '', section = 'overview', ...below] = path.slice(base.length).split('/').filter(Boolean);
  return { mode: readMode(mode) ?? 'SANDBOX', section, isBelowSection: below.length > 0 };
}

export function readMode(segment: string): Mode | undefined {
  if (segment === 'sandbox') return 'SANDBOX';
  if (segment === 'production') return 'PRODUCTION';
  return undefined;
}
