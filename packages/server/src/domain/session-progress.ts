import type { RecordArguments, RecordName } from '@winkwire/contract/callbacks';
import type { UIEventName } from '@winkwire/contract/screens';
import { type FunnelStep, funnelSteps, type SessionOutcome } from '@winkwire/contract/session-outcomes';
import type { Transaction } from '../store/store.ts';
import { addToFigures, type CountedSession } from './session-figures.ts';

export interface SessionProgress {
  /** The furthest step that the session has reached, as an index of {@link funnelSteps}. */
  step: number;
  /** The outcome if the session ends now. */
  outcome: SessionOutcome;
  error_code: string | null;
  last_screen: UIEventName | null;
  provider_id: string | null;
}

export interface ProgressNews<Name extends RecordName = RecordName> {
  name: Name;
  arguments: RecordArguments[Name];
  /** Undefined if the screen shows no provider, or one that does not exist. A frame may report any text. */
  providerId?: string | undefined;
}

const columns = ['step', 'outcome', 'error_code', 'last_screen', 'provider_id'] as const;

export const stepNumber = (step: FunnelStep): number => funnelSteps.indexOf(step);

/** A screen can prove steps only up to CHOSEN. The later steps come from events of the server. */
export const stepOfScreen: Record<UIEventName, FunnelStep> = {
  ConsentPageOpened: 'OPENED',
  ProviderListPageOpened: 'CONSENTED',
  FileTypeListPageOpened: 'CONSENTED',
  EmployerSurveyPageOpened: 'CONSENTED',
  AccountRevokePageOpened: 'CONSENTED',
  RevokeArchivePageOpened: 'CONSENTED',
  LoginPageOpened: 'CHOSEN',
  LoginOptionsPageOpened: 'CHOSEN',
  FileTypePageOpened: 'CHOSEN',
  MfaPageOpened: 'CHOSEN',
  ConnectSuccessPageOpened: 'CHOSEN',
  ArchiveSuccessPageOpened: 'CHOSEN',
};

type Readers = {
  [Name in RecordName]?: (
    progress: SessionProgress,
    given: RecordArguments[Name],
    providerId?: string,
  ) => Partial<SessionProgress>;
};

const hasSucceeded = ({ outcome }: SessionProgress) => outcome === 'CONNECTED' || outcome === 'UPLOADED';

const readers: Readers = {
  onUIEvent: ({ outcome, provider_id }, { eventName }, providerId = provider_id ?? undefined) => ({
    step: stepNumber(stepOfScreen[eventName]),
    last_screen: eventName,
    provider_id: outcome === 'CONNECTED' ? provider_id : (providerId ?? null),
  }),
  onAccountCreated: (progress, { providerId }) => ({
    step: stepNumber('SUBMITTED'),
    provider_id: progress.outcome === 'CONNECTED' ? progress.provider_id : providerId,
    // A new account means another sign-in, so an earlier failure does not count.
    outcome: progress.outcome === 'FAILED' ? 'LEFT' : progress.outcome,
    error_code: null,
  }),
  onAccountError: (progress, { providerId, errorCode }) =>
    hasSucceeded(progress)
      ? {}
      : { step: stepNumber('SUBMITTED'), provider_id: providerId, outcome: 'FAILED', error_code: errorCode },
  onAccountConnected: (_, { providerId }) => ({
    step: stepNumber('COMPLETED'),
    provider_id: providerId,
    outcome: 'CONNECTED',
    error_code: null,
  }),
  onUploadsCreated: ({ outcome }) => ({
    step: stepNumber('COMPLETED'),
    outcome: outcome === 'CONNECTED' ? outcome : 'UPLOADED',
    error_code: null,
  }),
};

export function nextProgress<Name extends RecordName>(
  progress: SessionProgress,
  { name, arguments: given, providerId }: ProgressNews<Name>,
): SessionProgress {
  const next = { ...progress, ...readers[name]?.(progress, given, providerId) };
  next.step = Math.max(progress.step, next.step);
  if (next.outcome === 'NEVER_OPENED' && next.step > 0) next.outcome = 'LEFT';
  return next;
}

/** A session that the transaction has locked. */
export type AdvancingSession = SessionProgress & CountedSession & { id: string; counted: number };

export async function advanceSession<Name extends RecordName>(
  transaction: Transaction,
  session: AdvancingSession,
  news: ProgressNews<Name>,
): Promise<void> {
  const next = nextProgress(session, news);
  if (columns.every((column) => next[column] === session[column])) return;
  // If the session has already been counted, it is subtracted from the figures here, and counted again later.
  if (Number(session.counted) === 1) await addToFigures(transaction, [session], -1);
  await transaction.run(
    `update sessions set ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}, counted = 0
     where id = $1`,
    [session.id, ...columns.map((column) => next[column])],
  );
}
