import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Spread } from './spread.ts';
import type { Tally } from './tally.ts';

interface Named {
  name: string;
  help: string;
}

/* Figures that Prometheus reads when it asks, so that feeding them costs nothing more. */

export function showSpread(registry: Registry, spread: Spread, { name, help }: Named): void {
  const histogram = new Histogram({ name, help, buckets: [...spread.bounds], registers: [registry] });
  const get = async () => {
    const counts = spread.cumulative;
    const buckets = [...spread.bounds, '+Inf'].map((le, at) => ({
      metricName: `${name}_bucket`,
      labels: { le },
      value: counts[at],
    }));
    const values = [
      ...buckets,
      { metricName: `${name}_sum`, labels: {}, value: spread.sum },
      { metricName: `${name}_count`, labels: {}, value: counts.at(-1) },
    ];
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  };
  Object.assign(histogram, { get, getForPromString: get });
}

/** A counter with one label. */
export function showTally(
  registry: Registry,
  tally: Tally,
  { name, help, label }: Named & { label: string },
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of tally.counts) this.inc({ [label]: value }, count);
    },
  });
}

export function showGauge(
  registry: Registry,
  { name, help, read }: Named & { read: () => number | Promise<number> },
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

/** A gauge with one label. */
export function showGauges(
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
