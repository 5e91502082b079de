import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge, type Metric, type Registry } from 'prom-client';
import type { FastCounter } from './fast-counter.ts';
import type { FastHistogram } from './fast-histogram.ts';

/** In ms. A scrape by Prometheus times out after 10 s by default. */
const longestReadMs = 2000;

interface Named {
  name: string;
  help: string;
}

// These functions read values only during a scrape, so they do not make counting slower.

/** prom-client reads only the properties that are passed here. */
export function exposeHistogram(registry: Registry, histogram: FastHistogram, { name, help }: Named): void {
  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: samples(name, histogram),
  });
  registry.registerMetric({ name, help, type: 'histogram', aggregator: 'sum', get } as unknown as Metric);
}

function samples(name: string, { bounds, cumulative, sum }: FastHistogram) {
  const buckets = [...bounds, '+Inf'].map((le, at) => ({
    metricName: `${name}_bucket`,
    labels: { le },
    value: cumulative[at],
  }));
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: {}, value: sum },
    { metricName: `${name}_count`, labels: {}, value: cumulative.at(-1) },
  ];
}

export function exposeCounter(
  registry: Registry,
  counter: Pick<FastCounter, 'counts'>,
  { name, help, label }: Named & { label: string },
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counter.counts) this.inc({ [label]: value }, count);
    },
  });
}

/**
 * The value is NaN if `read` is too slow. Otherwise a slow database would make Prometheus report the process as down.
 */
export function exposeGauge(
  registry: Registry,
  { name, help, read }: Named & { read: () => number | Promise<number> },
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const value = Promise.resolve().then(read);
      const late = pause(longestReadMs, Number.NaN, { ref: false });
      this.set(await Promise.race([value, late]).catch(() => Number.NaN));
    },
  });
}

export function exposeGauges(
  registry: Registry,
  { name, help, label, read }: Named & { label: string; read: () => Record<string, number> },
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      for (const [value, figure] of Object.entries(read())) this.set({ [label]: value }, figure);
    },
  });
}
