import { fullTime, relativeTime } from './time.ts';

/** A time to come; when it has passed and nothing was seen yet, it is about to happen. */
export function DueTime({ at }: { at: string }) {
  return Date.parse(at) > Date.now() ? <Moment at={at} /> : <span>now</span>;
}

/** A time: near ones as distance from now, the whole of it on hover. */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={at}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
