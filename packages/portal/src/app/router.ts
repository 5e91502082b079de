import type { Mode } from '@winkwire/contract/modes';
import { useEffect, useState } from 'preact/hooks';

/** The portal's pages. An address names the mode too, so that a link shows the same to everybody. */
export type Route =
  | { page: 'sign-in'; mode: Mode }
  | {
      page: 'overview' | 'webhooks' | 'webhook-new' | 'events' | 'attempts' | 'users' | 'widget' | 'keys';
      mode: Mode;
    }
  | { page: 'webhook' | 'webhook-edit' | 'event' | 'user'; mode: Mode; id: string }
  | { page: 'not-found'; mode: Mode };

export const base = '/portal';

const modeSegment = (mode: Mode): string => mode.toLowerCase();

/** `href('SANDBOX', 'events', id)` gives `/portal/sandbox/events/et-...`. */
export const href = (mode: Mode, ...segments: string[]): string =>
  [base, modeSegment(mode), ...segments.map(encodeURIComponent)].join('/');

const sections = new Set(['webhooks', 'events', 'attempts', 'users', 'widget', 'keys'] as const);
type Section = typeof sections extends Set<infer Name> ? Name : never;
const isSection = (name: string | undefined): name is Section => sections.has(name as Section);

/** Reads a path below the origin, `/portal/sandbox/events`. */
export function readRoute(pathname: string): Route {
  const [first, section, id, last, ...rest] = pathname
    .slice(base.length)
    .split('/')
    .filter(Boolean)
    .map(decodeSegment);
  if (first === undefined) return { page: 'overview', mode: 'SANDBOX' };
  if (first === 'sign-in' && section === undefined) return { page: 'sign-in', mode: 'SANDBOX' };
  const mode = readMode(first);
  if (!mode) return { page: 'not-found', mode: 'SANDBOX' };
  if (section === undefined) return { page: 'overview', mode };
  if (!isSection(section) || rest.length > 0) return { page: 'not-found', mode };
  if (id === undefined) return { page: section, mode };
  if (section === 'webhooks') return readWebhookRoute(mode, id, last);
  if (last !== undefined) return { page: 'not-found', mode };
  if (section === 'events') return { page: 'event', mode, id };
  if (section === 'users') return { page: 'user', mode, id };
  return { page: 'not-found', mode };
}

function readWebhookRoute(mode: Mode, id: string, last: string | undefined): Route {
  if (last === 'edit') return { page: 'webhook-edit', mode, id };
  if (last !== undefined) return { page: 'not-found', mode };
  return id === 'new' ? { page: 'webhook-new', mode } : { page: 'webhook', mode, id };
}

function readMode(segment: string): Mode | undefined {
  if (segment === 'sandbox') return 'SANDBOX';
  if (segment === 'production') return 'PRODUCTION';
  return undefined;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  announce();
  if (!options.replace) scrollTo(0, 0);
}

/** The address as it is now; the component renders again when it changes. */
export function useAddress(): { pathname: string; search: string } {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const update = () => setAddress(readAddress());
    listeners.add(update);
    update();
    return () => {
      listeners.delete(update);
    };
  }, []);
  return address;
}

const readAddress = () => ({ pathname: location.pathname, search: location.search });

/** Plain `<a href>` is the portal's link: a click that means "go there" is answered without loading the page. */
export function followLinks(): void {
  addEventListener('popstate', announce);
  document.addEventListener('click', (click) => {
    if (click.defaultPrevented || click.button !== 0) return;
    if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = (click.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname !== base && !link.pathname.startsWith(`${base}/`)) return;
    if (link.hash && link.pathname === location.pathname) return;
    click.preventDefault();
    navigate(link.pathname + link.search);
  });
}
