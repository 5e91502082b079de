import { fullTime, relativeTime, zonedTime } from './time.ts';

/** A time in the future. Once it has passed it reads `now`, until a refresh shows what happened. */
export function DueTime({ at }: { at: string }) {
  return Date.parse(at) > Date.now() ? <Moment at={at} /> : <span>now</span>;
}

/** A time in the reader's zone, relative to now unless `exact`. The tooltip names the zone and has UTC too. */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={`${zonedTime(at)}\n${at}`}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
