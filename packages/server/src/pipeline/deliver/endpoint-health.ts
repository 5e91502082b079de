import { setTimeout } from 'node:timers/promises';
import type { EventData } from '@winkwire/contract/events';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Logger } from 'pino';
import type { Store, Transaction } from '../../store/store.ts';
import { StoreUnavailable } from '../../store/store-unavailable.ts';
import { type Answer, answerErrors } from '../attempt-log/outcome.ts';
import type { Endpoint } from './endpoint.ts';
import type { Verdict } from './verdict.ts';

/*
 * What an endpoint's owner learns: that it keeps failing, that it was disabled, that it works again. Written, with
 * its event, only when that changes. It is never disabled on a success, and its backlog is kept.
 */

/** Failing without a single success for so long disables an endpoint. */
export const disableAfterMs = 5 * 24 * 60 * 60 * 1000;
/** And not without so many failures: a clock that was wrong for a moment has days in a minute. */
export const disableAfterFailures = 10;

/** While the database is away a change of health is written again so often. */
const retryMs = 1000;

export interface Observation {
  verdict: Verdict;
  answer: Answer;
  /** Failures without a success between. */
  failures: number;
  /** Whether so many that the breaker is not closed. */
  suspect: boolean;
  now: number;
}

type Change = 'failing' | 'disabled' | 'recovered';

export function changeOfHealth(
  endpoint: Pick<Endpoint, 'failingSince' | 'paused'>,
  { verdict, suspect, failures, now }: Omit<Observation, 'answer'>,
): Change | undefined {
  const { failingSince, paused } = endpoint;
  if (verdict.kind === 'delivered') return failingSince === null ? undefined : 'recovered';
  if (paused) return undefined;
  if (verdict.kind === 'disable') return 'disabled';
  if (failingSince === null) return suspect ? 'failing' : undefined;
  const isLong = now - failingSince >= disableAfterMs && failures >= disableAfterFailures;
  return isLong ? 'disabled' : undefined;
}

export class EndpointHealth {
  readonly #store: Store;
  readonly #log: Logger;

  constructor({ store, log }: { store: Store; log: Logger }) {
    this.#store = store;
    this.#log = log;
  }

  /** Called with every answer; costs nothing unless something changed. */
  observe(endpoint: Endpoint, observation: Observation): void {
    const change = changeOfHealth(endpoint, observation);
    if (!change) return;
    const since = endpoint.failingSince ?? observation.now;
    // At once in memory, so that the next answer does not tell the same.
    endpoint.failingSince = change === 'recovered' ? null : since;
    if (change === 'disabled') endpoint.paused = true;
    void this.#write({ endpoint, observation, change, since });
  }

  /** An owner must hear of it also when the database is away at that moment. */
  async #write(told: Told): Promise<void> {
    const { tenantId, id: webhookId } = told.endpoint;
    for (;;) {
      try {
        await this.#store.transaction((transaction) => write(transaction, told));
        this.#store.hint({ tenantId, webhookId, about: 'changed' });
        return;
      } catch (error) {
        this.#log.error({ err: error, webhookId }, 'endpoint.health-not-written');
        if (!(error instanceof StoreUnavailable)) return;
        await setTimeout(retryMs, undefined, { ref: false });
      }
    }
  }
}

interface Told {
  endpoint: Endpoint;
  observation: Observation;
  change: Change;
  since: number;
}

async function write(transaction: Transaction, told: Told): Promise<void> {
  const { endpoint, observation, change, since } = told;
  const { tenantId, id, mode, url } = endpoint;
  const { failures, answer, now } = observation;
  const reason = reasonOf(told);
  const key = [tenantId, id, now];
  if (change === 'disabled') {
    await transaction.run(
      `update webhooks set active = 0, paused_at = $3, paused_reason = $4, updated_at = $3
       where tenant_id = $1 and id = $2 and active = 1`,
      [...key, reason],
    );
  } else {
    await transaction.run(
      'update webhooks set failing_since = $4, updated_at = $3 where tenant_id = $1 and id = $2',
      [...key, change === 'failing' ? since : null],
    );
  }
  const data: EventData<'ENDPOINT_FAILING'> = {
    webhookId: id,
    url,
    since: timestamp(since),
    reason,
    consecutiveFailures: change === 'recovered' ? 0 : failures,
    lastStatus: answer.status,
    pending: await countPending(transaction, endpoint),
  };
  const type = `ENDPOINT_${change.toUpperCase()}`;
  transaction.append({ tenantId, mode, type, data, sourceId: id });
}

function reasonOf({ change, observation, since }: Told): string {
  const { answer, failures, verdict } = observation;
  if (change === 'recovered') return 'A delivery succeeded.';
  if (verdict.kind === 'disable') return 'The endpoint answered 410: it is gone.';
  const last =
    answer.status === null
      ? answerErrors[answer.error ?? 'CONNECTION_LOST'].replace(/\.$/, '')
      : `answered ${answer.status}`;
  if (change === 'failing') return `${failures} attempts failed one after the other; the last: ${last}.`;
  return `No attempt has succeeded since ${timestamp(since)}; the last: ${last}.`;
}

async function countPending(transaction: Transaction, { tenantId, id }: Endpoint): Promise<number> {
  const row = await transaction.get<{ waiting: number; retrying: number }>(
    `select (select q.sequence - c.sequence from queues q
       join cursors c on c.tenant_id = q.tenant_id and c.webhook_id = q.webhook_id
       where q.tenant_id = $1 and q.webhook_id = $2) as waiting,
       (select count(*) from deliveries d
       where d.tenant_id = $1 and d.webhook_id = $2 and d.due_at is not null) as retrying`,
    [tenantId, id],
  );
  return (row?.waiting ?? 0) + (row?.retrying ?? 0);
}
