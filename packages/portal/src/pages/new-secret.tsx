import { Code } from '../ui/json.tsx';

export const NewSecret = ({ secret }: { secret: string }) => (
  <div class="stack-s">
    <p>
      Configure this secret in your receiver, which verifies signatures with it. It is masked from now on. To
      see it again, press Show on the webhook's page. The server's log records who does so.
    </p>
    <Code text={secret} label="secret" wrap />
  </div>
);
