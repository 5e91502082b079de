import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { ComponentChildren } from 'preact';
import type { FormFieldDefinition } from '../ui/form-field.tsx';

type WebhookField = FormFieldDefinition<Webhook>;

const code = { class: 'input mono', spellcheck: false };

export const endpointFields: WebhookField[] = [
  { name: 'name', label: 'Name', initial: ({ name }) => name, input: { maxLength: 200 } },
  {
    name: 'url',
    label: 'URL',
    hint: () =>
      'Events are sent here with POST. Addresses with http:// are refused, unless the server’s settings permit them.',
    initial: ({ url }) => url,
    input: { ...code, type: 'url', inputMode: 'url', maxLength: 500, placeholder: 'https://' },
  },
  {
    name: 'notifyEmail',
    label: 'Contact e-mail',
    hint: () =>
      'Optional. We write to this address when the endpoint keeps failing, is disabled, or works again.',
    initial: ({ notifyEmail }) => notifyEmail,
    input: { type: 'email', maxLength: 254, placeholder: 'team@example.com' },
  },
];

/** Only for a new webhook. The secret of an existing one is rotated instead. */
export const secretField: WebhookField = {
  name: 'secret',
  label: 'Secret',
  hint: ({ value }) =>
    isShort(value)
      ? 'Too short for production, which requires at least 16 characters, not counting whsec_.'
      : 'Every delivery is signed with the secret. If you leave this field blank, a secret is generated and shown to you.',
  input: { ...code, maxLength: 64, placeholder: 'generated' },
};

const isShort = (secret: string): boolean => secret !== '' && secret.replace(/^whsec_/, '').length < 16;

export const limitFields: WebhookField[] = [
  {
    name: 'concurrency',
    label: 'Concurrent requests',
    initial: ({ delivery }) => delivery.concurrency?.toString(),
    narrow: true,
    input: { inputMode: 'numeric', placeholder: '64' },
  },
  {
    name: 'ratePerSecond',
    label: 'Requests per second',
    initial: ({ delivery }) => delivery.ratePerSecond?.toString(),
    narrow: true,
    input: { inputMode: 'decimal', placeholder: 'no limit' },
  },
  {
    name: 'timeoutSeconds',
    label: 'Timeout in seconds',
    initial: ({ delivery }) => delivery.timeoutSeconds?.toString(),
    narrow: true,
    input: { inputMode: 'decimal', placeholder: '15' },
  },
];

export const contentFields: WebhookField[] = [
  {
    name: 'filter',
    label: 'Filter on data',
    hint: () => (
      <>
        JSON. Only events whose <code>data</code> contains every value of the filter are sent. If a value is a
        list, one of its members is enough.
      </>
    ),
    initial: ({ filter }) => filter && JSON.stringify(filter, null, 2),
    rows: 3,
    input: { placeholder: '{ "sourceType": "ACCOUNT" }' },
  },
  {
    name: 'headers',
    label: 'Custom headers',
    hint: ({ subject }) =>
      subject
        ? 'One per line, as Name: value. A value shown as ******** is kept unless you replace it.'
        : 'One per line, as Name: value.',
    initial: ({ headers }) =>
      Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
    rows: 2,
    input: { placeholder: 'x-environment: staging' },
  },
];

interface WebhookSwitch {
  name: string;
  label: ComponentChildren;
  note: string;
  initial: (webhook: Webhook) => boolean | undefined;
}

export const switches: WebhookSwitch[] = [
  {
    name: 'includePayload',
    label: (
      <>
        Include the data in <code>TASK_FINISHED</code> and <code>ACCOUNT_SYNC_TASK_FINISHED</code>
      </>
    ),
    note: 'the events then contain personal data',
    initial: ({ includePayload }) => includePayload,
  },
  {
    name: 'strictOrder',
    label: 'Strict order: an event waits until the previous one of its source has been delivered or given up',
    note: 'other sources are not affected',
    initial: ({ delivery }) => delivery.strictOrder,
  },
];
