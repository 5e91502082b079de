import { setImmediate as nextTurn } from 'node:timers/promises';
import { bodyDigest, chainHash, emptyCheckpoint } from '@winkwire/receiver/checkpoint';
import { isIntact } from '../domain/body-digests.ts';
import { eventOfDelivery } from '../domain/event-of-delivery.ts';
import type { Queries } from '../store/store.ts';

export interface ChainReport {
  /** How many webhooks were verified, including deleted ones that retention has not removed yet. */
  endpoints: number;
  deliveries: number;
  broken: string[];
  /** The ids of events whose stored body does not match its digest. At most a hundred. */
  damaged: string[];
}

interface Queue {
  tenant_id: string;
  webhook_id: string;
  sequence: number;
  hash: string;
  expired_sequence: number | null;
  expired_hash: string | null;
}

interface Link {
  sequence: number;
  id: string;
  type: string;
  body: string | null;
  digest: string | null;
}

const batchSize = 500;
const mostDamaged = 100;

/**
 * Computes each webhook's hash chain again from stored digests, which stay when bodies are erased. About 50,000
 * deliveries take a second.
 */
export async function verifyChains(
  queries: Pick<Queries, 'all'>,
  onProgress: (deliveries: number) => void = () => {},
): Promise<ChainReport> {
  const queues = await queries.all<Queue>(
    `select q.tenant_id, q.webhook_id, q.sequence, q.hash, f.sequence as expired_sequence, f.hash as expired_hash
     from queues q left join floors f on f.tenant_id = q.tenant_id and f.webhook_id = q.webhook_id
     order by q.tenant_id, q.webhook_id`,
  );
  const report: ChainReport = { endpoints: queues.length, deliveries: 0, broken: [], damaged: [] };
  const damaged = new Set<string>();
  for (const queue of queues) {
    let { sequence, hash } = startOf(queue);
    for (let isLast = false; !isLast; ) {
      const links = await readLinks(queries, queue, sequence);
      isLast = links.length < batchSize;
      for (const link of links) {
        if (Number(link.sequence) !== sequence + 1) break;
        sequence++;
        hash = chainHash(hash, link.id, link.digest ?? bodyDigest(link.body ?? ''));
        if (link.body !== null && !isIntact(link) && damaged.size < mostDamaged) damaged.add(link.id);
        report.deliveries++;
      }
      onProgress(report.deliveries);
      // Queries on a SQLite file block the event loop, so without this pause a signal would have no effect.
      await nextTurn();
      if (links.length > 0 && Number(links.at(-1)?.sequence) !== sequence) break;
    }
    if (sequence !== Number(queue.sequence) || hash !== queue.hash) report.broken.push(queue.webhook_id);
  }
  report.damaged = [...damaged];
  return report;
}

const startOf = ({ expired_sequence, expired_hash }: Queue): { sequence: number; hash: string } =>
  expired_sequence === null || expired_hash === null
    ? emptyCheckpoint
    : { sequence: Number(expired_sequence), hash: expired_hash };

const readLinks = (
  queries: Pick<Queries, 'all'>,
  { tenant_id, webhook_id }: Queue,
  after: number,
): Promise<Link[]> =>
  queries.all<Link>(
    `select d.sequence, e.id, e.type,
       case when d.payload = 1 then e.payload_body else e.body end as body,
       case when d.payload = 1 then e.payload_digest else e.body_digest end as digest
     from deliveries d ${eventOfDelivery}
     where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > $3 order by d.sequence limit ${batchSize}`,
    [tenant_id, webhook_id, after],
  );
