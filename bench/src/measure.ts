import { Child } from './child.ts';
import type { Receiving } from './receiving.ts';
import type { Winkwires } from './winkwires.ts';

export interface Rate {
  /** Deliveries per second, measured until the last one has arrived. */
  perSecond: number;
  /** CPU seconds for 1,000 deliveries. They include the database, but not the receiver. */
  cpu: number;
  /** Events per second that the first process publishes, directly to its store. 0 if none are published. */
  accepted: number;
  /** The memory of the first process in bytes. 0 if no Winkwire is measured. */
  rss: number;
}

/** The rate at which one process signs and POSTs without a database. */
export async function measureLimit(receiving: Receiving, count: number): Promise<Rate> {
  await receiving.reset();
  await using limit = new Child('./limit.ts');
  const started = limit.request<{ startedAt: number; cpu: number }>({
    url: `${receiving.url}/limit0`,
    count,
  });
  const last = await receiving.count(2 * count);
  const { startedAt, cpu } = await started;
  return { perSecond: (count / (last - startedAt)) * 1000, cpu: (cpu / count) * 1000, accepted: 0, rss: 0 };
}

/** The rate at which `count` events are published and delivered. Each event has `fanOut` deliveries. */
export async function measureRate(
  { receiving, winkwires }: { receiving: Receiving; winkwires: Winkwires },
  { count, fanOut = 1 }: { count: number; fanOut?: number },
): Promise<Rate> {
  await receiving.reset();
  const deliveries = count * fanOut;
  const before = await winkwires.used();
  const published = winkwires.publish(count);
  const last = await receiving.count(deliveries);
  const { startedAt, acceptedAt } = await published;
  const after = await winkwires.used();
  return {
    perSecond: (deliveries / (last - startedAt)) * 1000,
    cpu: ((after.cpu - before.cpu) / deliveries) * 1000,
    accepted: (count / (acceptedAt - startedAt)) * 1000,
    rss: after.rss,
  };
}

/** The rate at which the backlog of a paused webhook is delivered after the webhook is resumed. */
export async function measureDraining(
  { receiving, winkwires }: { receiving: Receiving; winkwires: Winkwires },
  { webhookId, count }: { webhookId: string; count: number },
): Promise<Rate> {
  await receiving.reset();
  const before = await winkwires.used();
  const startedAt = Number(process.hrtime.bigint()) / 1e6;
  await winkwires.resume(webhookId);
  const last = await receiving.count(count);
  const after = await winkwires.used();
  return {
    perSecond: (count / (last - startedAt)) * 1000,
    cpu: ((after.cpu - before.cpu) / count) * 1000,
    accepted: 0,
    rss: after.rss,
  };
}

export interface Latency {
  p50: number;
  p95: number;
  p99: number;
}

/** Publishes at a steady rate. Measures the ms from the acceptance of each event to its receipt at `path`. */
export async function measureLatency(
  { receiving, winkwires }: { receiving: Receiving; winkwires: Winkwires },
  { count, perSecond, path }: { count: number; perSecond: number; path: string },
): Promise<Latency> {
  await receiving.reset();
  const { sent } = await winkwires.publish(count, perSecond);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const arrivals = await receiving.report();
  const waits = sent
    .map(([id, at]) => (arrivals.get(`${path} ${id}`) ?? Number.POSITIVE_INFINITY) - at)
    .sort((a, b) => a - b);
  const quantile = (q: number): number => waits[Math.min(waits.length - 1, Math.floor(q * waits.length))]!;
  return { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}
