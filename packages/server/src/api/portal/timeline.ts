import { Timeline } from '@winkwire/contract/portal-api';
import { userId } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { findTimeline } from '../../domain/portal-timeline.ts';
import { requireUser } from '../../domain/users.ts';
import { operation } from '../operation.ts';

export const timelineOperations = [
  operation({
    method: 'GET',
    path: '/v1/users/:id/timeline',
    id: 'getUserTimeline',
    summary: 'Get the timeline of a user',
    description:
      'One timeline of everything that happened to a user: screens, callbacks to the page, events, and every attempt to deliver an event. A callback and an event with the same `eventId` report the same thing.',
    tag: 'Users',
    access: 'key',
    params: Type.Object({ id: userId }),
    query: Type.Object({
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 150, default: 100 })),
      cursor: Type.Optional(
        Type.String({
          pattern: '^\\d{1,15}$',
          maxLength: 15,
          description: 'The `nextCursor` of the previous page.',
        }),
      ),
    }),
    data: Timeline,
    async run({ params, query, caller }, services) {
      const { id: userId } = await requireUser(services.store, caller, params.id);
      return findTimeline(services.store, caller, {
        userId,
        size: query.size ?? 100,
        now: services.now(),
        config: services.config,
        ...(query.cursor === undefined ? {} : { before: Number(query.cursor) }),
      });
    },
  }),
];
