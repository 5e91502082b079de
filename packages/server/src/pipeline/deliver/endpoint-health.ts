import { setTimeout } from 'node:timers/promises';
import { describeFailure } from '@winkwire/contract/delivery-failures';
import type { EventData } from '@winkwire/contract/events';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Logger } from 'pino';
import { noBacklog, readBacklogs } from '../../domain/backlogs.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { type HealthChange, queueOwnerMail } from '../../domain/owner-mails.ts';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { Verdict } from '../model/verdict.ts';

/*
 * Each change of an endpoint's health is written in one transaction with its event. A success never disables a webhook.
 * A disabled webhook keeps its backlog.
 */

/** After failing for this many ms, and at least `disableAfterFailures` times, a webhook is disabled. */
export const disableAfterMs = 5 * 24 * 60 * 60 * 1000;
/** The correction of a wrong clock can make days pass in a minute, so a minimum of failures is required. */
export const disableAfterFailures = 10;

/** In ms. While the database is unavailable, the write of a change is repeated at this interval. */
const retryMs = 1000;

export interface Observation {
  sequence: number;
  verdict: Verdict;
  response: AttemptResponse;
  /** Since the last success. */
  failures: number;
  /** Whether the circuit breaker is open or half-open. */
  suspect: boolean;
  now: number;
}

export function changeOfHealth(
  endpoint: Pick<Endpoint, 'failingSince' | 'paused'>,
  { verdict, suspect, failures, now }: Omit<Observation, 'response' | 'sequence'>,
): HealthChange | undefined {
  const { failingSince, paused } = endpoint;
  if (paused) return undefined;
  if (verdict.kind === 'delivered') return failingSince === null ? undefined : 'recovered';
  if (verdict.kind === 'disable') return 'disabled';
  if (failingSince === null) return suspect ? 'failing' : undefined;
  const isLong = now - failingSince >= disableAfterMs && failures >= disableAfterFailures;
  return isLong ? 'disabled' : undefined;
}

type Health = Pick<Endpoint, 'failingSince' | 'paused'>;

export class EndpointHealth {
  readonly #store: Store;
  readonly #log: Logger;
  /** Endpoints whose last change has not been written yet. */
  readonly #unwritten = new Map<string, { health: Health; written: Promise<void> }>();

  constructor({ store, log }: { store: Store; log: Logger }) {
    this.#store = store;
    this.#log = log;
  }

  /** Call this with every outcome. Only changes of an endpoint's health are written. */
  observe(endpoint: Endpoint, observation: Observation): void {
    const change = changeOfHealth(endpoint, observation);
    if (!change) return;
    const since = endpoint.failingSince ?? observation.now;
    // The change applies in memory at once, so that the next outcome does not report the same change.
    endpoint.failingSince = change === 'recovered' ? null : since;
    if (change === 'disabled') endpoint.paused = true;
    void this.#writeNext({ endpoint, observation, change, since });
  }

  /**
   * Adds the changes that are still being written. Without them, an endpoint would look active although its webhook has
   * just been disabled.
   */
  withUnwritten(endpoint: Endpoint): Endpoint {
    const health = this.#unwritten.get(endpoint.id)?.health;
    return health
      ? { ...endpoint, failingSince: health.failingSince, paused: endpoint.paused || health.paused }
      : endpoint;
  }

  /** Writes the changes of an endpoint one after the other. */
  async #writeNext(report: HealthReport): Promise<void> {
    const { id, tenantId, failingSince, paused } = report.endpoint;
    const before = this.#unwritten.get(id)?.written ?? Promise.resolve();
    const own = { health: { failingSince, paused }, written: before.then(() => this.#write(report)) };
    this.#unwritten.set(id, own);
    await own.written;
    if (this.#unwritten.get(id) === own) this.#unwritten.delete(id);
    this.#store.hint({ tenantId, webhookId: id, about: 'changed' });
  }

  /** Repeats the write while the database is unavailable, because the owner must learn of the change. */
  async #write(report: HealthReport): Promise<void> {
    for (;;) {
      try {
        await this.#store.transaction((transaction) => write(transaction, report));
        return;
      } catch (error) {
        this.#log.error({ err: error, webhookId: report.endpoint.id }, 'endpoint.health-not-written');
        if (!(error instanceof StoreUnavailable)) return;
        await setTimeout(retryMs, undefined, { ref: false });
      }
    }
  }
}

interface HealthReport {
  endpoint: Endpoint;
  observation: Observation;
  change: HealthChange;
  since: number;
}

async function write(transaction: Transaction, report: HealthReport): Promise<void> {
  // Nothing is reported if the webhook was paused or deleted, or another process made the change first.
  if (!(await writeChange(transaction, report))) return;
  const { endpoint, observation, change, since } = report;
  const { tenantId, id, mode, url } = endpoint;
  const { failures, response, now } = observation;
  const data: EventData<'ENDPOINT_FAILING'> = {
    webhookId: id,
    url,
    since: timestamp(since),
    reason: reasonOf(report),
    consecutiveFailures: change === 'recovered' ? 0 : failures,
    lastStatus: response.status,
    pending: await countPending(transaction, endpoint, observation),
  };
  const type = `ENDPOINT_${change.toUpperCase()}`;
  const { id: eventId } = transaction.append({ tenantId, mode, type, data, sourceId: id });
  await queueOwnerMail(transaction, { tenantId, mode, webhookId: id, change, eventId, now });
}

/** Returns false if the webhook is paused or deleted, or another process made the change first. */
async function writeChange(transaction: Transaction, report: HealthReport): Promise<boolean> {
  const { endpoint, observation, change, since } = report;
  const { set, only, values } = {
    failing: { set: 'failing_since = $4', only: 'failing_since is null', values: [since] },
    recovered: { set: 'failing_since = null', only: 'failing_since is not null', values: [] },
    disabled: {
      set: 'active = 0, paused_at = $3, paused_reason = $4',
      only: '1 = 1',
      values: [reasonOf(report)],
    },
  }[change];
  const changed = await transaction.run(
    `update webhooks set ${set}, updated_at = $3
     where tenant_id = $1 and id = $2 and active = 1 and deleted_at is null and ${only}`,
    [endpoint.tenantId, endpoint.id, observation.now, ...values],
  );
  return changed > 0;
}

function reasonOf({ change, observation, since }: HealthReport): string {
  const { response, failures, verdict } = observation;
  if (change === 'recovered') return 'A delivery succeeded.';
  if (verdict.kind === 'disable') return 'The endpoint responded with 410: it is gone.';
  const last =
    response.status === null
      ? describeFailure(response.error ?? 'CONNECTION_LOST', response.cause)
      : `The endpoint responded with ${response.status}.`;
  if (change === 'failing') return `${failures} attempts failed one after the other. The last one: ${last}`;
  return `No attempt has succeeded since ${timestamp(since)}. The last one: ${last}`;
}

async function countPending(
  transaction: Transaction,
  { tenantId, mode, id }: Endpoint,
  observation: Observation,
): Promise<number> {
  const backlogs = await readBacklogs(transaction, { tenantId, mode, webhookId: id });
  const { waiting, retrying } = backlogs.get(id) ?? noBacklog;
  return waiting + retrying - (await countEnded(transaction, { tenantId, id }, observation));
}

/** Returns 1 if the delivery has ended but its row does not show it yet, and otherwise 0. */
async function countEnded(
  transaction: Transaction,
  { tenantId, id }: Pick<Endpoint, 'tenantId' | 'id'>,
  { verdict, sequence }: Observation,
): Promise<number> {
  if (verdict.kind !== 'delivered' && verdict.kind !== 'give-up') return 0;
  const open = await transaction.get(
    `select sequence from deliveries
     where tenant_id = $1 and webhook_id = $2 and sequence = $3 and state in ('waiting', 'retrying')`,
    [tenantId, id, sequence],
  );
  return open ? 1 : 0;
}
