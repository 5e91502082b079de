import type { Cost } from './measured-server.ts';

const megabyte = 2 ** 20;
/** The maximum processor time for a request of up to 1 MB, in ms. */
const mostCpu = 50;
/**
 * The additional processor time for each further MB, in ms. Receiving and discarding one MB already takes 1 to 2.5 ms.
 */
const cpuPerMegabyte = 5;
/** The additional processor time for each event of a batch, in ms. The rate limit counts each event like a request. */
const cpuPerEvent = 0.1;
const mostMemory = 100 * megabyte;

export interface Row extends Cost {
  operation: string;
  attack: string;
}

export function isTooExpensive({ cpu, memory, size, events }: Cost): boolean {
  const beyond = Math.max(0, size / megabyte - 1);
  return cpu > mostCpu + beyond * cpuPerMegabyte + events * cpuPerEvent || memory > mostMemory;
}

/**
 * Shows the attack on each operation that takes the most processor time. Memory, delay and `healthz` are the highest
 * values of all attacks on the operation.
 */
export function costTable(rows: readonly Row[]): string {
  const worst = [...Map.groupBy(rows, ({ operation }) => operation).values()].map((all) => {
    const highest = (of: (row: Row) => number) => Math.max(...all.map(of));
    const [most] = all.toSorted((a, b) => b.cpu - a.cpu);
    return {
      ...most!,
      memory: highest((row) => row.memory),
      delay: highest((row) => row.delay),
      healthz: highest((row) => row.healthz),
      tried: all.length,
    };
  });
  const lines = worst
    .toSorted((a, b) => b.cpu - a.cpu)
    .map(({ operation, attack, tried, cpu, delay, healthz, memory }) =>
      [
        operation,
        attack,
        tried,
        cpu.toFixed(1),
        delay.toFixed(1),
        healthz.toFixed(1),
        (memory / megabyte).toFixed(1),
      ].join(' | '),
    );
  return [
    '| operation | worst attack | tried | CPU ms | event loop delay ms | `/healthz` ms | memory MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
