import { type ComponentChildren, Fragment } from 'preact';

interface FactsProps {
  /** Facts whose value is null, undefined, false or empty are left out. */
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
