import { funnelGroups } from '@winkwire/contract/session-outcomes';
import { expect, test } from 'vitest';
import { funnelGroupHref } from './funnel-group-href.ts';

const days = { startDate: '2026-04-01', endDate: '2026-04-30' };
const filters = { providerId: 'swiftlane', templateId: 'wt-1', device: 'PHONE' };
const none = { providerId: '', templateId: '', device: '' };

const searchOf = (href: string | undefined) =>
  Object.fromEntries(new URL(href ?? '', 'http://localhost').searchParams);

test.each([
  ['day', '2026-04-20', { startDate: '2026-04-20', endDate: '2026-04-20' }],
  ['provider', 'monthend', { providerId: 'monthend' }],
  ['template', 'wt-2', { templateId: 'wt-2' }],
  ['device', 'DESKTOP', { device: 'DESKTOP' }],
] as const)('the link of a group by %s keeps the other filters of the funnel', (by, key, group) => {
  const href = funnelGroupHref('SANDBOX', { funnel: { by, ...days }, filters, key });
  expect(searchOf(href)).toEqual({ ...filters, ...days, ...group });
  const unfiltered = funnelGroupHref('SANDBOX', { funnel: { by, ...days }, filters: none, key });
  expect(searchOf(unfiltered)).toEqual({ ...days, ...group });
});

test('the group without a value has no link', () => {
  for (const by of funnelGroups) {
    expect(funnelGroupHref('SANDBOX', { funnel: { by, ...days }, filters, key: null })).toBeUndefined();
  }
});
