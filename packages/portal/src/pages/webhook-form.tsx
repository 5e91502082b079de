import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { modeWords } from '../app/mode-words.ts';
import { href, navigate } from '../app/router.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Problem } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { NewSecret } from './new-secret.tsx';
import { TypeChoice } from './type-choice.tsx';
import { readWebhookForm, type WebhookForm } from './webhook-settings.ts';

export function WebhookNewPage({ mode }: { mode: Mode }) {
  const [added, setAdded] = useState<Webhook>();
  const save = async (form: WebhookForm) => {
    const webhook = await request<Webhook>(mode, '/v1/webhooks', { method: 'POST', body: form });
    if (form.secret === undefined) return setAdded(webhook);
    say(`${webhook.name} was added.`);
    navigate(href(mode, 'webhooks', webhook.id));
  };
  if (added) return <Added mode={mode} webhook={added} />;
  return (
    <>
      <PageHead title="Add a webhook" lead={`It hears what happens in ${modeWords[mode]} from now on.`} />
      <Form mode={mode} submit="Add webhook" onSave={save} />
    </>
  );
}

/** The one answer that shows the generated secret. */
function Added({ mode, webhook }: { mode: Mode; webhook: Webhook }) {
  return (
    <>
      <PageHead
        key="added"
        title={`${webhook.name} was added`}
        lead={<span class="mono">{webhook.url}</span>}
      />
      <Card title="Its secret">
        <div class="card-body stack-s">
          <NewSecret secret={webhook.secret!} />
          <div class="actions">
            <a class="button" data-kind="primary" href={href(mode, 'webhooks', webhook.id)}>
              Go to the webhook
            </a>
          </div>
        </div>
      </Card>
    </>
  );
}

export function WebhookEditPage({ mode, id }: { mode: Mode; id: string }) {
  const path = `/v1/webhooks/${id}`;
  const webhook = useQuery<Webhook>(mode, path);
  const save = async (form: WebhookForm) => {
    const saved = await request<Webhook>(mode, path, { method: 'PATCH', body: form });
    say(`${saved.name} was saved.`);
    navigate(href(mode, 'webhooks', id));
  };
  return (
    <>
      <PageHead title="Edit webhook" lead={webhook.data?.name} />
      <Answer query={webhook}>
        {(data) => <Form mode={mode} webhook={data} submit="Save" onSave={save} />}
      </Answer>
    </>
  );
}

interface FormProps {
  mode: Mode;
  webhook?: Webhook;
  submit: string;
  onSave: (form: WebhookForm) => Promise<void>;
}

function Form({ mode, webhook, submit, onSave }: FormProps) {
  const [secret, setSecret] = useState('');
  const [eventTypes, setEventTypes] = useState<string[]>([...(webhook?.eventTypes ?? ['ALL_EVENTS'])]);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);

  const submitForm = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const element = event.currentTarget as HTMLFormElement;
    const read = readWebhookForm(new FormData(element), { eventTypes, isNew: !webhook });
    setFailure(undefined);
    setProblems(read.problems);
    if (!read.form) return focusFirst(element, read.problems);
    setBusy(true);
    try {
      await onSave(read.form);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      const [, name, words] = /^(\w+): (.+)$/.exec(cause.message) ?? [];
      if (name && words && element.elements.namedItem(name)) setProblems({ [name]: words });
      else setFailure(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="stack" onSubmit={submitForm} noValidate>
      <Card>
        <div class="card-body form">
          <Field label="Name" problem={problems.name}>
            {(control) => (
              <input
                {...control}
                class="input"
                name="name"
                maxLength={200}
                defaultValue={webhook?.name}
                autoComplete="off"
              />
            )}
          </Field>
          <Field
            label="Address"
            problem={problems.url}
            hint="Where we POST. It begins with https:// and is reachable from this server."
          >
            {(control) => (
              <input
                {...control}
                class="input mono"
                name="url"
                type="url"
                maxLength={500}
                inputMode="url"
                autoComplete="off"
                spellcheck={false}
                placeholder="https://"
                defaultValue={webhook?.url}
              />
            )}
          </Field>
          <Field
            label="E-mail of who looks after it"
            problem={problems.notifyEmail}
            hint="Optional. Told when it keeps failing, is disabled, or works again."
          >
            {(control) => (
              <input
                {...control}
                class="input"
                name="notifyEmail"
                type="email"
                maxLength={254}
                autoComplete="off"
                placeholder="team@example.com"
                defaultValue={webhook?.notifyEmail ?? ''}
              />
            )}
          </Field>
          {!webhook && (
            <Field
              label="Secret"
              problem={problems.secret}
              hint={
                isShort(secret)
                  ? shortSecretHint
                  : 'Signs every delivery. Left blank, one is generated and shown to you.'
              }
            >
              {(control) => (
                <input
                  {...control}
                  class="input mono"
                  name="secret"
                  maxLength={64}
                  autoComplete="off"
                  spellcheck={false}
                  placeholder="generated"
                  value={secret}
                  onInput={(input) => setSecret(input.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </div>
      </Card>
      <Card title="Which events" lead="What is not chosen stays in the log, and can be sent later.">
        <div class="card-body">
          <TypeChoice chosen={eventTypes} onChoose={setEventTypes} problem={problems.eventTypes} />
        </div>
      </Card>
      <Card title="How">
        <div class="card-body form">
          <label class="check">
            <input type="checkbox" name="includePayload" defaultChecked={webhook?.includePayload ?? false} />
            <span>
              Include the data in <code>TASK_FINISHED</code> and <code>ACCOUNT_SYNC_TASK_FINISHED</code>
              <span class="hint small soft"> · personal data travels with the event then</span>
            </span>
          </label>
          <label class="check">
            <input
              type="checkbox"
              name="strictOrder"
              defaultChecked={webhook?.delivery.strictOrder ?? false}
            />
            <span>
              Strict order: later events of a source wait until the one before was delivered
              <span class="small soft"> · other sources go on</span>
            </span>
          </label>
          <div class="filters">
            <Field label="Requests at once" problem={problems.concurrency} narrow>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  name="concurrency"
                  inputMode="numeric"
                  placeholder="64"
                  defaultValue={webhook?.delivery.concurrency?.toString()}
                />
              )}
            </Field>
            <Field label="At most per second" problem={problems.ratePerSecond} narrow>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  name="ratePerSecond"
                  inputMode="decimal"
                  placeholder="no limit"
                  defaultValue={webhook?.delivery.ratePerSecond?.toString()}
                />
              )}
            </Field>
            <Field label="Time to answer, seconds" problem={problems.timeoutSeconds} narrow>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  name="timeoutSeconds"
                  inputMode="decimal"
                  placeholder="15"
                  defaultValue={webhook?.delivery.timeoutSeconds?.toString()}
                />
              )}
            </Field>
          </div>
          <Field
            label="Filter on data"
            problem={problems.filter}
            hint={
              <>
                JSON; only events whose <code>data</code> has all of it are sent. A list means any of its
                members.
              </>
            }
          >
            {(control) => (
              <textarea
                {...control}
                class="textarea"
                name="filter"
                rows={3}
                spellcheck={false}
                placeholder='{ "sourceType": "ACCOUNT" }'
                defaultValue={webhook?.filter ? JSON.stringify(webhook.filter, null, 2) : ''}
              />
            )}
          </Field>
          <Field
            label="Own headers"
            problem={problems.headers}
            hint={
              webhook
                ? 'One on each line, as Name: value. A value shown as ******** stays as it is until you write another.'
                : 'One on each line, as Name: value.'
            }
          >
            {(control) => (
              <textarea
                {...control}
                class="textarea"
                name="headers"
                rows={2}
                spellcheck={false}
                placeholder="x-environment: staging"
                defaultValue={Object.entries(webhook?.headers ?? {})
                  .map(([name, value]) => `${name}: ${value}`)
                  .join('\n')}
              />
            )}
          </Field>
        </div>
      </Card>
      {failure && <Problem failure={failure} />}
      <div class="actions">
        <Button type="submit" kind="primary" disabled={busy}>
          {submit}
        </Button>
        <a class="button" href={webhook ? href(mode, 'webhooks', webhook.id) : href(mode, 'webhooks')}>
          Cancel
        </a>
      </div>
    </form>
  );
}

const shortSecretHint = 'Too short for production, which takes 16 characters or more, not counting whsec_.';

const isShort = (secret: string): boolean => secret !== '' && secret.replace(/^whsec_/, '').length < 16;

function focusFirst(form: HTMLFormElement, problems: Record<string, string>): void {
  const [first] = Object.keys(problems);
  const control = first && form.elements.namedItem(first);
  if (control instanceof HTMLElement) control.focus();
}
