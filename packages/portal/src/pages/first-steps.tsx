import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { ComponentChildren } from 'preact';
import { href } from '../app/address.ts';
import { Card } from '../ui/card.tsx';
import { Code } from '../ui/json.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';

export function FirstSteps({ mode, done }: { mode: Mode; done: Overview['firstSteps'] }) {
  return (
    <Card
      title="First steps"
      lead={`The key and the secret are the values of WINKWIRE_${mode}_KEY and WINKWIRE_${mode}_SECRET. If these variables were not set at the first start, the key and the secret are in api-credentials.json in the data folder, or winkwire dev has printed them.`}
    >
      <ol class="steps">
        <Step done={done.webhookAdded} title="Add a webhook">
          <p class="small soft">
            <OnlyOperators instead="Call ">
              <a href={href(mode, 'webhooks', 'new')}>Add one here</a>, or call{' '}
            </OnlyOperators>
            <code>POST /v1/webhooks</code>.
          </p>
        </Step>
        <Step done={done.userCreated} title="Create a user and a link token">
          <Code label="Command that creates a user" text={createUser} wrap />
        </Step>
        <Step done={done.accountConnected} title="Open the widget with the token, and link an account">
          <Code label="Page that opens the widget" text={openWidget} wrap />
        </Step>
        <Step done={done.webhookDelivered} title="Receive the webhook">
          <p class="small soft">
            Your receiver has to verify the signature: the server cannot see whether it does.
          </p>
          <Code label="Code that verifies a signature" text={verify} wrap />
        </Step>
      </ol>
    </Card>
  );
}

function Step({ done, title, children }: { done: boolean; title: string; children: ComponentChildren }) {
  return (
    <li class="step" data-done={done}>
      <span class="step-mark" aria-hidden="true" />
      <div>
        <h3>
          {title}
          {done && <span class="visually-hidden"> (done)</span>}
        </h3>
        {!done && children}
      </div>
    </li>
  );
}

const createUser = `curl -X POST ${location.origin}/v1/users \\
  -u "$KEY:$SECRET" -H 'content-type: application/json' -d '{}'`;

const openWidget = `<script src="${location.origin}/v2/smile.v2.js"></script>
<script>
  new SmileLinkModal({
    userToken, // data.token.accessToken of the response above
    onAccountConnected: ({ accountId }) => console.log(accountId),
  }).open();
</script>`;

const verify = `import { createHmac, timingSafeEqual } from 'node:crypto';

const mac = createHmac('sha512', secret).update(rawBody).digest();
const sent = Buffer.from(request.headers['smile-signature'], 'hex');
const isOurs = sent.length === mac.length && timingSafeEqual(mac, sent);`;
