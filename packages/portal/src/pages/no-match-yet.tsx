import { Empty } from '../ui/states.tsx';

/** A page of a search may be empty, and not the last. */
export function NoMatchYet() {
  return (
    <Empty title="No match so far">
      <p>The newest part of the log was searched. Go on to what is older.</p>
    </Empty>
  );
}
