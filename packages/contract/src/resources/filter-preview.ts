import Type from 'typebox';
import { count } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { eventTypesField } from './webhook.ts';
import { webhookSettings } from './webhook-settings.ts';

export const FilterPreviewRequest = Type.Object(
  { eventTypes: eventTypesField, filter: webhookSettings.filter },
  { examples: [{ eventTypes: ['ACCOUNT_CONNECTED'], filter: { providers: 'swiftlane' } }] },
);
export type FilterPreviewRequest = Type.Static<typeof FilterPreviewRequest>;

export const FilterPreview = Type.Object(
  {
    examined: count(
      'How many of the newest events of the chosen types were compared with the filter: at most 1,000.',
    ),
    matched: count('How many of the examined events match the filter.'),
    warning: nullable(
      Type.String({
        description:
          'Why the filter can never match. For example, the filter names a property that no chosen type has. Null when the filter can match.',
      }),
    ),
  },
  {
    description: 'How many events a filter would have matched.',
    examples: [{ examined: 1000, matched: 12, warning: null }],
  },
);
export type FilterPreview = Type.Static<typeof FilterPreview>;
