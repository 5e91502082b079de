import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

const tabs = [
  { name: 'sessions', label: 'Sessions' },
  { name: 'funnel', label: 'Funnel' },
] as const;

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
