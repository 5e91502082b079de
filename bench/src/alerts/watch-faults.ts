import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, faults } from './faults.ts';
import { startPrometheus } from './start-prometheus.ts';

export interface FaultResult {
  fault: string;
  alert: string;
  /** The seconds from the fault to its alert. Undefined if the alert did not fire in time. */
  seconds: number | undefined;
  others: string[];
}

const together = 4;
const longestSeconds = 150;
/** How many seconds a fault is watched after its alert, to see whether other alerts fire too. */
const moreSeconds = 20;

export async function watchFaults(names: readonly string[]): Promise<FaultResult[]> {
  const chosen = faults.filter(({ fault }) => names.length === 0 || names.includes(fault));
  const results: FaultResult[] = [];
  const waiting = [...chosen];
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await watch(next));
    }),
  );
  return results.toSorted((one, other) => one.fault.localeCompare(other.fault));
}

async function watch({ fault, alert, prepare }: Fault): Promise<FaultResult> {
  await using stack = new AsyncDisposableStack();
  const prepared = await prepare(stack);
  const prometheus = stack.use(await startPrometheus(prepared.port));
  const before = await prometheus.firing();
  const start = performance.now();
  const elapsed = (): number => Math.round((performance.now() - start) / 1000);
  await prepared.inject();
  let seconds: number | undefined;
  const others = new Set(before);
  while (elapsed() < (seconds === undefined ? longestSeconds : seconds + moreSeconds)) {
    await pause(1000);
    const firing = await prometheus.firing();
    if (firing.includes(alert)) seconds ??= elapsed();
    for (const other of firing) if (other !== alert) others.add(other);
  }
  return { fault, alert, seconds, others: [...others].toSorted() };
}
