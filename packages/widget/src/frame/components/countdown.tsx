import { useEffect, useState } from 'preact/hooks';
import { readAloud } from '../screen-reader.ts';
import { serverClock } from '../server-clock.ts';
import { useWidget } from '../use-widget.ts';
import { ClockIcon } from './icons.tsx';

/** Screen readers announce when the last minute begins. */
export function Countdown({ until }: { until: string }) {
  const { texts } = useWidget();
  const left = () => Math.max(0, Math.round((Date.parse(until) - serverClock.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  useEffect(() => {
    if (seconds === 60) readAloud(texts.mfa.lastMinute);
  }, [seconds]);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p class="reassurance" role="timer" aria-live="off">
      <ClockIcon size={16} /> {seconds > 0 ? texts.mfa.expires(time) : texts.mfa.expired}
    </p>
  );
}
