import { fullTime, relativeTime, zonedTime } from './time.ts';

/** Shows a time in the future. Once it has passed, `now` is shown, until the data is loaded again. */
export function DueTime({ at }: { at: string }) {
  return Date.parse(at) > Date.now() ? <Moment at={at} /> : <span>now</span>;
}

/**
 * Shows a time in the reader's zone if `exact`, and otherwise relative to now. The tooltip has the time with the zone,
 * and in UTC.
 */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={`${zonedTime(at)}\n${at}`}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
