import { eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import type { TestAnswer } from '@winkwire/contract/resources/reconciliation';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Code, Json } from '../ui/json.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { duration } from '../ui/time.ts';
import type { WebhookDialogProps } from './webhook-dialog-props.ts';

/** The example is sent even if the webhook is paused or failing. */
export function WebhookTestDialog({ mode, webhook, onClose }: Omit<WebhookDialogProps, 'onDone'>) {
  const [result, setResult] = useState<TestAnswer>();
  const send = async (form: FormData) => {
    const body = { eventType: form.get('type') };
    setResult(await request(mode, `/v1/webhooks/${webhook.id}/test`, { method: 'POST', body }));
    return 'stay' as const;
  };
  return (
    <Dialog
      title={`Send a test to ${webhook.name}`}
      confirm={result ? 'Send again' : 'Send'}
      cancel="Close"
      onConfirm={send}
      onClose={onClose}
    >
      <p class="soft small">
        Sends an example of the chosen type, signed like a real event. The example is not logged and has no
        sequence number.
      </p>
      <Field label="Type">
        {(control) => (
          <select {...control} class="select" name="type">
            {[...eventTypes, ...ownEventTypes].map((type) => (
              <option key={type} selected={type === 'ACCOUNT_CONNECTED'}>
                {type}
              </option>
            ))}
          </select>
        )}
      </Field>
      {result && <TestResult result={result} />}
    </Dialog>
  );
}

function TestResult({ result }: { result: TestAnswer }) {
  const headers = Object.entries(result.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <div class="stack-s" role="status">
      <p>
        <ResponseBadge {...result} />{' '}
        {result.delivered ? 'Delivered' : (result.errorMessage ?? 'Not delivered')}{' '}
        <span class="faint">after {duration(result.durationMs)}</span>
      </p>
      {result.responseBody && <Code text={result.responseBody} label="Response body" wrap />}
      <details class="attempt">
        <summary>Request</summary>
        <div class="stack-s">
          <Code text={headers.join('\n')} label="Request headers" wrap />
          <Json text={result.body} label="Request body" />
        </div>
      </details>
    </div>
  );
}
