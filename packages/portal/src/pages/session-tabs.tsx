import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

const tabs = [
  { name: 'sessions', label: 'Sessions' },
  { name: 'funnel', label: 'Funnel' },
] as const;

/** The tabs about sessions: the list of sessions, and the funnel. */
export function SessionTabs({ mode, current }: { mode: Mode; current: (typeof tabs)[number]['name'] }) {
  return (
    <nav class="tabs" aria-label="Sessions">
      {tabs.map(({ name, label }) => (
        <a key={name} href={href(mode, name)} aria-current={name === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
