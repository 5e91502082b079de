import { Code } from '../ui/json.tsx';

/** A generated secret, with what to do with it. */
export const NewSecret = ({ secret }: { secret: string }) => (
  <div class="stack-s">
    <p>
      Put this secret where your receiver runs: it verifies signatures with it. From now on it is masked.
      Whoever asks to see it again on the webhook's page is logged.
    </p>
    <Code text={secret} label="secret" wrap />
  </div>
);
