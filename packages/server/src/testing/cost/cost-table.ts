import type { Cost } from './measured-server.ts';

/** The most that one request may cost, beside receiving its bytes. */
export const mostCpu = 50;
export const mostMemory = 100 * 1024 * 1024;

export interface Row extends Cost {
  operation: string;
  attack: string;
}

export const isTooExpensive = ({ cpu, memory }: Pick<Cost, 'cpu' | 'memory'>): boolean =>
  cpu > mostCpu || memory > mostMemory;

/** Of each operation the attack that cost the most processor time, as a table of markdown. */
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
        (memory / 2 ** 20).toFixed(1),
      ].join(' | '),
    );
  return [
    '| operation | worst attack | tried | CPU ms | event loop delay ms | `/healthz` ms | memory MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
