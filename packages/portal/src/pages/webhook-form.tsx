import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { href } from '../app/address.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { FormField, type FormFieldDefinition } from '../ui/form-field.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { FailureNotice } from '../ui/states.tsx';
import { FilterCheck } from './filter-check.tsx';
import { TypeChoice } from './type-choice.tsx';
import { useWebhookForm } from './use-webhook-form.ts';
import { contentFields, endpointFields, limitFields, secretField, switches } from './webhook-fields.tsx';
import type { WebhookSettings } from './webhook-settings.ts';

interface WebhookFormProps {
  mode: Mode;
  webhook?: Webhook;
  submit: string;
  onSave: (settings: WebhookSettings) => Promise<void>;
  onEdit?: () => void;
}

export function WebhookForm({ mode, webhook, submit, onSave, onEdit }: WebhookFormProps) {
  const [chosenTypes, setEventTypes] = useState<string[]>();
  const eventTypes = chosenTypes ?? [...(webhook?.eventTypes ?? ['ALL_EVENTS'])];
  const [isDirty, setDirty] = useState(false);
  const [typedFilter, setFilter] = useState<string>();
  const filter = typedFilter ?? (webhook?.filter ? JSON.stringify(webhook.filter) : '');
  const onInput = ({ target }: InputEvent) => {
    setDirty(true);
    onEdit?.();
    if (target instanceof HTMLTextAreaElement && target.name === 'filter') setFilter(target.value);
  };
  const form = useWebhookForm({ eventTypes, isNew: !webhook, onSave });
  const show = (definition: FormFieldDefinition<Webhook>) => (
    <FormField
      key={definition.name}
      definition={definition}
      subject={webhook}
      error={form.errors[definition.name]}
    />
  );
  return (
    <>
      <LeaveGuard isDirty={isDirty} />
      <form class="stack" onSubmit={form.submit} onInput={onInput} noValidate>
        <Card>
          <div class="card-body form">
            {endpointFields.map(show)}
            {!webhook && show(secretField)}
          </div>
        </Card>
        <Card title="Events" lead="Events that you do not choose stay in the log and can be sent later.">
          <div class="card-body">
            <TypeChoice chosen={eventTypes} onChoose={setEventTypes} error={form.errors.eventTypes} />
          </div>
        </Card>
        <Card title="Delivery">
          <div class="card-body form">
            <Switches webhook={webhook} />
            <div class="filters">{limitFields.map(show)}</div>
            {contentFields.map((field) => (
              <Fragment key={field.name}>
                {show(field)}
                {field.name === 'filter' && <FilterCheck mode={mode} eventTypes={eventTypes} text={filter} />}
              </Fragment>
            ))}
          </div>
        </Card>
        {form.failure && <FailureNotice failure={form.failure} />}
        <div class="actions">
          <Button type="submit" kind="primary" disabled={form.busy}>
            {submit}
          </Button>
          <a class="button" href={webhook ? href(mode, 'webhooks', webhook.id) : href(mode, 'webhooks')}>
            Cancel
          </a>
        </div>
      </form>
    </>
  );
}

const Switches = ({ webhook }: { webhook: Webhook | undefined }) => (
  <>
    {switches.map(({ name, label, note, initial }) => (
      <label key={name} class="check">
        <input type="checkbox" name={name} defaultChecked={(webhook && initial(webhook)) ?? false} />
        <span>
          {label}
          <span class="small soft"> · {note}</span>
        </span>
      </label>
    ))}
  </>
);
