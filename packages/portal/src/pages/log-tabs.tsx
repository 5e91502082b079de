import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

const tabs = [
  { name: 'events', label: 'Events' },
  { name: 'deliveries', label: 'Deliveries' },
  { name: 'attempts', label: 'Attempts' },
] as const;

export function LogTabs({ mode, current }: { mode: Mode; current: (typeof tabs)[number]['name'] }) {
  return (
    <nav class="tabs" aria-label="Log">
      {tabs.map(({ name, label }) => (
        <a key={name} href={href(mode, name)} aria-current={name === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
