import { setTimeout as pause } from 'node:timers/promises';

type Nothing = false | undefined;

interface Limits {
  /** In ms. */
  limitMs: number;
  everyMs?: number;
  /** Returns the first words of the error, which say what has not happened. */
  missing: () => string;
}

/** Repeats a query until its result is neither false nor undefined. Throws after `limitMs`. */
export async function waitFor<Result>(
  query: () => Promise<Result | Nothing> | Result | Nothing,
  { limitMs, everyMs = 200, missing }: Limits,
): Promise<Result> {
  const end = performance.now() + limitMs;
  for (;;) {
    const result = await query();
    if (result !== undefined && result !== false) return result;
    if (performance.now() >= end) throw new Error(`${missing()} (waited ${limitMs / 1000} s)`);
    await pause(everyMs);
  }
}
