import type { Mode } from '@winkwire/contract/modes';
import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import type { DeviceClass, FunnelStep } from '@winkwire/contract/session-outcomes';
import type { ComponentChildren } from 'preact';
import { percent } from '../ui/percent.ts';
import { type Column, Table } from '../ui/table.tsx';
import { type FunnelFilters, funnelGroupHref } from './funnel-group-href.ts';
import { useSessionNames } from './session-filter-fields.tsx';
import { deviceNames, stepNames } from './session-words.tsx';

type Group = SessionFunnel['groups'][number];

interface FunnelGroupsProps {
  mode: Mode;
  funnel: SessionFunnel;
  filters: FunnelFilters;
}

export function FunnelGroups({ mode, funnel, filters }: FunnelGroupsProps) {
  const names = useSessionNames(mode);
  const nameOf = ({ key }: Group): string => {
    if (key === null) return nameOfNone[funnel.by];
    if (funnel.by === 'device') return deviceNames[key as DeviceClass] ?? key;
    if (funnel.by === 'day') return dayFormat.format(new Date(key));
    const known = new Map(funnel.by === 'provider' ? names.providers : names.templates);
    return known.get(key) ?? key;
  };
  const columns: Column<Group>[] = [
    {
      label: titles[funnel.by],
      class: 'lead',
      cell: (group) => (
        <GroupLink href={funnelGroupHref(mode, { funnel, filters, key: group.key })}>
          {nameOf(group)}
        </GroupLink>
      ),
    },
    { label: 'Steps', cell: ({ steps }) => <StepBars steps={steps} /> },
    ...shownSteps.map(([step, label]) => ({
      label,
      // A phone has room for the numbers of the first and last step only.
      class: step === 'CREATED' || step === 'COMPLETED' ? 'end number' : 'end number wide',
      cell: (group: Group) => countOf(group, step).toLocaleString(),
    })),
    {
      label: 'Of all',
      class: 'end number',
      cell: (group) => percent(countOf(group, 'COMPLETED'), countOf(group, 'CREATED')),
    },
  ];
  const items = funnel.by === 'day' ? funnel.groups.toReversed() : funnel.groups;
  return <Table columns={columns} items={items} keyOf={({ key }) => key ?? ''} />;
}

const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

const titles = { day: 'Day', provider: 'Provider', template: 'Template', device: 'Device' };
const nameOfNone = { day: '', provider: 'None chosen', template: 'No template', device: 'Unknown' };
const shownSteps: [FunnelStep, string][] = [
  ['CREATED', 'Created'],
  ['OPENED', 'Opened'],
  ['CONSENTED', 'Consent'],
  ['CHOSEN', 'Chosen'],
  ['SUBMITTED', 'Sent'],
  ['COMPLETED', 'Completed'],
];

const countOf = ({ steps }: Group, step: FunnelStep): number =>
  steps.find((one) => one.step === step)?.sessions ?? 0;

const GroupLink = ({ href: to, children }: { href: string | undefined; children: ComponentChildren }) =>
  to ? (
    <a class="row-link" href={to}>
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );

const StepBars = ({ steps }: { steps: Group['steps'] }) => (
  <span class="step-bars" aria-hidden="true">
    {steps.map(({ step, sessions }) => (
      <i
        key={step}
        title={`${stepNames[step]}: ${sessions}`}
        style={{ height: `${(sessions / Math.max(1, steps[0]?.sessions ?? 1)) * 100}%` }}
      />
    ))}
  </span>
);
