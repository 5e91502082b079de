import type { ComponentChildren } from 'preact';

export interface FigureData {
  name: string;
  /** Null is shown as a dash, undefined not at all. */
  value?: number | string | null | undefined;
  href?: string | undefined;
  note?: ComponentChildren;
  bad?: boolean;
}

export function Figures({ figures }: { figures: FigureData[] }) {
  return (
    <dl class="card figures">
      {figures.map(({ name, value, href, note, bad }) => (
        <div key={name} class="figure" data-tone={bad ? 'bad' : undefined}>
          <dt>{name}</dt>
          {value !== undefined && <dd>{linked(value, href)}</dd>}
          {note && <dd class="note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

function linked(value: number | string | null, href: string | undefined): ComponentChildren {
  if (value === null) return '–';
  const text = value.toLocaleString();
  return href && value !== 0 ? <a href={href}>{text}</a> : text;
}
