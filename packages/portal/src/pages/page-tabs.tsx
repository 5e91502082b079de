// biome-ignore-all lint/style/noNonNullAssertion: each page with tabs is in one of the groups
import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

const groups = [
  {
    label: 'Log',
    tabs: [
      { name: 'events', label: 'Events' },
      { name: 'deliveries', label: 'Deliveries' },
      { name: 'attempts', label: 'Attempts' },
    ],
  },
  {
    label: 'Sessions',
    tabs: [
      { name: 'sessions', label: 'Sessions' },
      { name: 'funnel', label: 'Funnel' },
    ],
  },
  {
    label: 'Widget',
    tabs: [
      { name: 'widget', label: 'On your pages' },
      { name: 'hosted-links', label: 'Hosted links' },
    ],
  },
] as const;

type TabName = (typeof groups)[number]['tabs'][number]['name'];

export function PageTabs({ mode, current }: { mode: Mode; current: TabName }) {
  const group = groups.find(({ tabs }) => tabs.some(({ name }) => name === current))!;
  return (
    <nav class="tabs" aria-label={group.label}>
      {group.tabs.map(({ name, label }) => (
        <a key={name} href={href(mode, name)} aria-current={name === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
