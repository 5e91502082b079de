import { fullTime, relativeTime, zonedTime } from './time.ts';

/** A time in the future. Once it has passed, `now` is shown until the data is loaded again. */
export function DueTime({ at }: { at: string }) {
  return Date.parse(at) > Date.now() ? <Moment at={at} /> : <span>now</span>;
}

/** A time relative to now or, if `exact`, in the reader's time zone. The tooltip also shows UTC. */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={`${zonedTime(at)}\n${at}`}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
