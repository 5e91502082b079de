import type { ComponentChildren } from 'preact';

export interface FigureData {
  name: string;
  /** A dash when it is not known. */
  value?: number | string | null | undefined;
  /** Where what it counts is listed. */
  href?: string | undefined;
  note?: ComponentChildren;
  bad?: boolean;
}

/** Key figures in a row. */
export function Figures({ figures }: { figures: FigureData[] }) {
  return (
    <dl class="card figures">
      {figures.map(({ name, value, href, note, bad }) => (
        <div key={name} class="figure" data-tone={bad ? 'bad' : undefined}>
          <dt>{name}</dt>
          {value !== undefined && <dd>{linked(value === null ? '–' : value.toLocaleString(), href)}</dd>}
          {note && <dd class="note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

const linked = (text: string, href: string | undefined) => (href ? <a href={href}>{text}</a> : text);
