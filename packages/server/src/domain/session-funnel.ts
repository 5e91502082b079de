import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import { oneOf } from '@winkwire/contract/schema/fields';
import { type FunnelGroup, funnelGroups, funnelSteps } from '@winkwire/contract/session-outcomes';
import Type from 'typebox';
import type { Caller } from '../platform/caller.ts';
import { dayMs } from '../platform/durations.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries, Value } from '../store/store.ts';
import { byDay } from './filters.ts';
import { dayOf } from './session-figures.ts';
import { ofDevice, ofProvider, ofTemplate } from './session-listing.ts';

const defaultDays = 30;
/** The longest period, in days. It is limited, because the figures of every day have to be added up. */
const mostDays = 366;
const mostGroups = 400;

const { startDate, endDate } = byDay('day');
const filters = { providerId: ofProvider, templateId: ofTemplate, device: ofDevice };

interface FunnelQuery {
  by?: FunnelGroup;
  startDate?: string;
  endDate?: string;
  providerId?: string;
  templateId?: string;
  device?: string;
}

export const funnelQuery = Type.Unsafe<FunnelQuery>(
  Type.Object({
    by: Type.Optional(
      oneOf(funnelGroups, {
        default: 'day',
        description:
          'What each group of sessions has in common: its day, provider, wink template or device class.',
      }),
    ),
    startDate: Type.Optional({
      ...startDate.schema,
      description: `The first day (UTC). By default, the period has ${defaultDays} days.`,
    }),
    endDate: Type.Optional({
      ...endDate.schema,
      description: 'The last day (UTC). By default, today.',
    }),
    providerId: Type.Optional(ofProvider.schema),
    templateId: Type.Optional(ofTemplate.schema),
    device: Type.Optional(ofDevice.schema),
  }),
);

interface SumRow {
  key: string | number;
  step: number;
  sessions: number;
}

const columns: Record<FunnelGroup, string> = {
  day: 'day',
  provider: 'provider_id',
  template: 'template_id',
  device: 'device',
};

/**
 * One statement adds up `session_figures` and counts the sessions that are not in it, so no session is missing or
 * counted twice.
 */
export async function readFunnel(
  { store, now }: { store: Queries; now(): number },
  caller: Caller,
  query: FunnelQuery,
): Promise<SessionFunnel> {
  const by = query.by ?? 'day';
  const period = periodOf(query, now());
  const rows = await sumSteps(store, caller, { by, period, query });
  const groups = [...Map.groupBy(rows, ({ key }) => key)].map(([key, sums]) => ({
    key: keyText(by, key),
    steps: stepsOf(sums),
  }));
  const known = groups.filter(({ steps }) => (steps[0]?.sessions ?? 0) > 0);
  return {
    startDate: dayText(period.from),
    endDate: dayText(period.until - dayMs),
    by,
    steps: stepsOf(rows),
    groups: known.sort(by === 'day' ? byKey : bySize).slice(0, mostGroups),
  };
}

type Group = SessionFunnel['groups'][number];
const byKey = (one: Group, other: Group) => ((one.key ?? '') < (other.key ?? '') ? -1 : 1);
const bySize = (one: Group, other: Group) =>
  (other.steps[0]?.sessions ?? 0) - (one.steps[0]?.sessions ?? 0) || byKey(one, other);

function periodOf(query: FunnelQuery, now: number): { from: number; until: number } {
  const until = dayOf(query.endDate === undefined ? now : dayOfText(query.endDate)) + dayMs;
  const from =
    query.startDate === undefined ? until - defaultDays * dayMs : dayOf(dayOfText(query.startDate));
  if (from >= until) throw new Failure('INVALID_PARAMETERS', 'startDate: must not be after endDate.');
  if (until - from > mostDays * dayMs) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `startDate: the period must not be longer than ${mostDays} days.`,
    );
  }
  return { from, until };
}

const dayOfText = (text: string): number => Number(startDate.value(text));

function sumSteps(
  queries: Queries,
  { tenantId, mode }: Caller,
  { by, period, query }: { by: FunnelGroup; period: { from: number; until: number }; query: FunnelQuery },
): Promise<SumRow[]> {
  const parameters: Value[] = [tenantId, mode, period.from, period.until];
  const conditions = Object.entries(filters).flatMap(([name, { column }]) => {
    const value = query[name as keyof typeof filters];
    return value === undefined ? [] : [` and ${column} = $${parameters.push(value)}`];
  });
  const filtered = conditions.join('');
  return queries.all<SumRow>(
    `select key, step, sum(sessions) as sessions from (
       select ${columns[by]} as key, step, sessions from session_figures
       where tenant_id = $1 and mode = $2 and day >= $3 and day < $4${filtered}
       union all
       select ${by === 'day' ? `created_at - created_at % ${dayMs}` : `coalesce(${columns[by]}, '')`} as key, step, 1
       from sessions
       where tenant_id = $1 and mode = $2 and counted = 0 and created_at >= $3 and created_at < $4${filtered}
     ) as reached group by key, step`,
    parameters,
  );
}

/** A row counts the sessions whose furthest step is `step`. They have reached the earlier steps too. */
function stepsOf(rows: readonly SumRow[]): SessionFunnel['steps'] {
  return funnelSteps.map((step, number) => ({
    step,
    sessions: rows.reduce((sum, row) => sum + (Number(row.step) >= number ? Number(row.sessions) : 0), 0),
  }));
}

const keyText = (by: FunnelGroup, key: string | number): string | null =>
  by === 'day' ? dayText(Number(key)) : key === '' ? null : String(key);

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);
