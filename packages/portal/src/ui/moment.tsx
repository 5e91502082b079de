import { fullTime, relativeTime, zonedTime } from './time.ts';

/** Shows a time in the future. When this time has passed, shows `now` until the data is loaded again. */
export function DueTime({ at }: { at: string }) {
  return Date.parse(at) > Date.now() ? <Moment at={at} /> : <span>now</span>;
}

/**
 * Shows a time. If `exact` is true, the time is shown in the reader's time zone, otherwise relative to now. The tooltip
 * contains the time with the time zone, and in UTC.
 */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={`${zonedTime(at)}\n${at}`}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
