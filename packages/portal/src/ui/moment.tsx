import { fullTime, relativeTime } from './time.ts';

/** A time: near ones as distance from now, the whole of it on hover. */
export function Moment({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={at}>
      {exact ? fullTime(at) : relativeTime(at, Date.now())}
    </time>
  );
}
