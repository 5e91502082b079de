import { Egress } from '@winkwire/contract/resources/reconciliation';
import { findEgress } from '../domain/egress.ts';
import { operation } from './operation.ts';

export const egressOperations = [
  operation({
    method: 'GET',
    path: '/v1/egress',
    id: 'getEgress',
    summary: 'Get the addresses that webhooks are sent from',
    tag: 'Events',
    access: 'key',
    data: Egress,
    run: (_input, { now, store }) => findEgress(store, now()),
  }),
];
