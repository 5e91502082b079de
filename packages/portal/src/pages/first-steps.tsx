import type { Mode } from '@winkwire/contract/modes';
import type { Overview } from '@winkwire/contract/portal-api';
import type { ComponentChildren } from 'preact';
import { href } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { Code } from '../ui/json.tsx';

/** What a new integration does first, ticked off by what the server has seen. */
export function FirstSteps({ mode, done }: { mode: Mode; done: Overview['firstSteps'] }) {
  const variable = mode === 'SANDBOX' ? 'SANDBOX' : 'PRODUCTION';
  return (
    <Card
      title="First steps"
      lead={`The key and the secret were printed when the server first started, or set as WINKWIRE_${variable}_KEY and WINKWIRE_${variable}_SECRET.`}
    >
      <ol class="steps">
        <Step done={done.webhookAdded} title="Add a webhook">
          <p class="small soft">
            <a href={href(mode, 'webhooks', 'new')}>Add it here</a>, or by API: <code>POST /v1/webhooks</code>
            .
          </p>
        </Step>
        <Step done={done.userCreated} title="Create a user and a link token">
          <Code label="Command that creates a user" text={createUser} />
        </Step>
        <Step done={done.accountConnected} title="Open the widget with the token and link an account">
          <Code label="Page that opens the widget" text={openWidget} />
        </Step>
        <Step done={done.webhookDelivered} title="Receive the webhook and verify its signature">
          <Code label="Code that verifies a signature" text={verify} />
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
    userToken, // data.token.accessToken of the answer above
    onAccountConnected: ({ accountId }) => console.log(accountId),
  }).open();
</script>`;

const verify = `import { createHmac, timingSafeEqual } from 'node:crypto';

const mac = createHmac('sha512', secret).update(rawBody).digest();
const sent = Buffer.from(request.headers['smile-signature'], 'hex');
const isOurs = sent.length === mac.length && timingSafeEqual(mac, sent);`;
