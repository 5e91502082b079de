export interface Month {
  /** In the form `YYYY-MM`. */
  name: string;
  /** In the form `YYYY-MM-DD`. */
  first: string;
  last: string;
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The last whole months before `now`, the oldest first. */
export function monthsBefore(now: number, count: number): Month[] {
  const date = new Date(now);
  return Array.from({ length: count }, (_, index) => {
    const offset = index - count;
    const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
    const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset + 1, 0);
    return { name: day(first).slice(0, 7), first: day(first), last: day(last) };
  });
}

export const dayOf = (month: Month, dayOfMonth: number): string =>
  `${month.name}-${String(Math.min(dayOfMonth, Number(month.last.slice(8)))).padStart(2, '0')}`;

export const today = (now: number): string => day(now);

/** Adds months to a date: `addMonths('2026-01-31', 1)` is `2026-02-28`. */
export function addMonths(date: string, months: number): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return day(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)));
}

export const dayBefore = (date: string): string => day(Date.parse(date) - 24 * 60 * 60 * 1000);

export function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number];
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
}
