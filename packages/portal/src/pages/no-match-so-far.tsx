import { Empty } from '../ui/states.tsx';

export function NoMatchSoFar() {
  return (
    <Empty title="No match so far">
      <p>Only the newest part of the log has been searched. Continue with older entries.</p>
    </Empty>
  );
}
