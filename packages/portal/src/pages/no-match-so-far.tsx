import { Empty } from '../ui/states.tsx';

/** Shown if a page of results is empty, but not the last one. */
export function NoMatchSoFar() {
  return (
    <Empty title="No match so far">
      <p>Only the newest part of the log has been searched. Continue with older entries.</p>
    </Empty>
  );
}
