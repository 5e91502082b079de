import type { Mode } from '@winkwire/contract/modes';
import { deliveriesHref } from './delivery-filters.ts';

interface BacklogProps {
  mode: Mode;
  webhookId?: string;
  waiting: number;
  retrying: number;
}

export function Backlog({ mode, webhookId, waiting, retrying }: BacklogProps) {
  const of = webhookId === undefined ? {} : { webhookId };
  const parts = [
    { state: 'WAITING', count: waiting, word: 'pending' },
    { state: 'RETRYING', count: retrying, word: 'retrying' },
  ] as const;
  const shown = parts.filter(({ count }) => count > 0);
  if (shown.length === 0) return <>0</>;
  return (
    <>
      {shown.map(({ state, count, word }, index) => (
        <>
          {index > 0 && ', '}
          <a key={state} class="figure-link" href={deliveriesHref(mode, { state, ...of })}>
            {count.toLocaleString()} {word}
          </a>
        </>
      ))}
    </>
  );
}
