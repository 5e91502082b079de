import { type ComponentChildren, Fragment } from 'preact';

interface FactsProps {
  /** A fact whose value is null, undefined, false or an empty text is left out. */
  facts: [name: string, value: ComponentChildren][];
  class?: string;
}

export function Facts({ facts, class: extra = '' }: FactsProps) {
  return (
    <dl class={`facts ${extra}`}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
