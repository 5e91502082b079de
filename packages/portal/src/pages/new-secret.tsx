import { Code } from '../ui/json.tsx';

/** A generated secret, with what to do with it. */
export const NewSecret = ({ secret }: { secret: string }) => (
  <div class="stack-s">
    <p>
      Put this secret where your receiver runs: it verifies signatures with it. It is masked from now on. To
      see it again, press Show on the webhook's page; the log records who did.
    </p>
    <Code text={secret} label="secret" wrap />
  </div>
);
