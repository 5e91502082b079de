import { nameSome } from '@winkwire/contract/name-some';
import { plural } from '@winkwire/contract/plural';
import type { Queries } from '../store/store.ts';
import type { Progress } from './progress.ts';
import { verifyChains } from './verify-chains.ts';

/** Names the webhooks whose hash chain is broken, if there are any. */
export async function findBrokenChains(
  queries: Pick<Queries, 'all'>,
  onProgress: Progress,
): Promise<string | undefined> {
  const { broken } = await verifyChains(queries, (done) => onProgress({ what: 'deliveries verified', done }));
  return broken.length === 0 ? undefined : brokenChains(broken);
}

export const brokenChains = (webhookIds: readonly string[]): string =>
  `The hash chain of ${plural(webhookIds.length, 'webhook')} does not end at the hash that is stored: ${nameSome(webhookIds)}.`;
