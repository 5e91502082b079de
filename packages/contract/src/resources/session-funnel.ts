import Type from 'typebox';
import { count, date, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { funnelGroups, funnelSteps } from '../session-outcomes.ts';

const Steps = Type.Array(
  Type.Object({ step: oneOf(funnelSteps), sessions: count('How many sessions have reached this step.') }),
  { description: 'All steps in their order. No step has more sessions than the one before.' },
);

const steps = (...sessions: number[]) =>
  funnelSteps.map((step, at) => ({ step, sessions: sessions[at] ?? 0 }));

export const SessionFunnel = Type.Object(
  {
    startDate: date,
    endDate: date,
    by: oneOf(funnelGroups, {
      description:
        'What each group of sessions has in common: its day, provider, wink template or device class.',
    }),
    steps: Steps,
    groups: Type.Array(
      Type.Object({
        key: nullable(
          Type.String({
            description:
              'The day (UTC), or the id of the provider or template, or the device class. Null for the group of sessions without such a value.',
          }),
        ),
        steps: Steps,
      }),
      {
        description:
          'At most 400 groups. Days are in their order, and other groups are ordered by size, the largest first.',
      },
    ),
  },
  {
    description:
      'How many sessions of a period have reached each step. A session belongs to the day on which it began.',
    examples: [
      {
        startDate: '2026-04-20',
        endDate: '2026-04-21',
        by: 'day',
        steps: steps(120, 118, 96, 71, 60, 52),
        groups: [
          { key: '2026-04-20', steps: steps(64, 63, 51, 37, 32, 27) },
          { key: '2026-04-21', steps: steps(56, 55, 45, 34, 28, 25) },
        ],
      },
    ],
  },
);
export type SessionFunnel = Type.Static<typeof SessionFunnel>;
