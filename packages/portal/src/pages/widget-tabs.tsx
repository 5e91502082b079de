import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

const tabs = [
  { name: 'widget', label: 'On your pages' },
  { name: 'hosted-links', label: 'Hosted links' },
] as const;

export function WidgetTabs({ mode, current }: { mode: Mode; current: (typeof tabs)[number]['name'] }) {
  return (
    <nav class="tabs" aria-label="Widget">
      {tabs.map(({ name, label }) => (
        <a key={name} href={href(mode, name)} aria-current={name === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
