import { filterProblem } from '@winkwire/contract/filter-rules';
import { FilterPreview, FilterPreviewRequest } from '@winkwire/contract/resources/filter-preview';
import type { EventFilter } from '../domain/event-filter.ts';
import { previewFilter } from '../domain/preview-filter.ts';
import { Failure } from '../platform/failure.ts';
import { operation } from './operation.ts';

export const filterPreviewOperations = [
  operation({
    method: 'POST',
    path: '/v1/webhooks/filterPreview',
    id: 'previewFilter',
    summary: 'Count how many of the newest events a filter matches',
    description:
      'Changes nothing. If no chosen event type has a property that the filter names, `warning` says so.',
    tag: 'Webhooks',
    access: 'key',
    changesNothing: true,
    body: FilterPreviewRequest,
    data: FilterPreview,
    run: ({ caller, body }, { store }) => {
      const problem = filterProblem(body.filter);
      if (problem) throw new Failure('INVALID_PARAMETERS', `filter: ${problem}.`);
      return previewFilter(store, caller, {
        eventTypes: body.eventTypes,
        filter: body.filter as EventFilter,
      });
    },
  }),
];
