import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import type { Challenge, LoginField } from '@winkwire/contract/widget-api';

/**
 * How a provider is reached: one adapter for each kind of provider.
 *
 * 1. `start` is given the credentials, once. They exist in its arguments and nowhere else.
 * 2. It resolves with the next {@link Step}. After a CHALLENGE or REDIRECT the user answers, minutes later and
 *    perhaps to another process: `answer` is given the step's `pending` back.
 * 3. CONNECTED ends the sign-in. Its `connection` is kept, and is all that `fetch`, `refresh` and `revoke` are given.
 *
 * `pending` and `connection` are written to the database: an adapter puts no password, code or token into them.
 * What a provider refuses is a FAILED step; what an adapter throws becomes SYSTEM_ERROR, or the code of a
 * {@link ConnectorError}.
 */
export interface Connector {
  start(signIn: SignIn): Promise<Step>;
  /** `answer` is the code, the choice's id, the words, or for a redirect the whole address that was returned to. */
  answer(reply: Reply): Promise<Step>;
  /** Words the open challenge once more, with a code sent anew. Left out where nobody is ever challenged. */
  askAgain?(open: Omit<Reply, 'answer' | 'returnUrl'>): Promise<Step>;
  /** Everything that the account holds. */
  fetch(request: FetchRequest): Promise<Datapoints>;
  /** What is new or different since. */
  refresh(request: FetchRequest & { known: KnownDatapoints }): Promise<Changes>;
  /** The user withdrew: end the grant at the provider, as far as it offers that. */
  revoke(request: { providerId: string; connection: Json }): Promise<void>;
}

export type Json = Record<string, unknown>;

/** Bodies of datapoints, without their ids. */
export type Datapoints = { [Kind in DatapointKind]?: Omit<DatapointBody<Kind>, 'id'>[] };
/** Stored datapoints, with their ids. */
export type KnownDatapoints = { [Kind in DatapointKind]?: DatapointBody<Kind>[] };

export interface Changes {
  added: Datapoints;
  /** Whole bodies by the id that they replace. */
  updated: KnownDatapoints;
}

export interface FetchRequest {
  providerId: string;
  connection: Json;
  /** ms since 1970 */
  now: number;
}

export interface SignIn {
  providerId: string;
  loginOptionId: string;
  fields: Partial<Record<LoginField, string>>;
  /** Where the provider's own sign-in page sends the user back to. */
  returnUrl: string;
  /** Unguessable; names this sign-in in the address that is returned to. */
  state: string;
  now: number;
}

export interface Reply {
  providerId: string;
  pending: Json;
  answer: string;
  returnUrl: string;
  now: number;
}

/** A challenge as a connector words it; its id and its end are given around it. */
export type ChallengeWording = { prompt: string } & (
  | { kind: 'CODE'; length: number; sentTo: string }
  | { kind: 'CHOICE'; choices: { id: string; label: string }[] }
  | { kind: 'QUESTION' }
);

export type ChallengeKind = Challenge['kind'];

export type Step =
  | { kind: 'CHALLENGE'; challenge: ChallengeWording; pending: Json }
  | { kind: 'REDIRECT'; url: string; pending: Json }
  | { kind: 'CONNECTED'; loginName: string; connection: Json }
  | { kind: 'FAILED'; errorCode: AccountErrorCode; errorMessage?: string };

/** Reading or signing in failed for a reason that the contract has a code for. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  readonly code: AccountErrorCode;

  constructor(code: AccountErrorCode, message?: string, options?: ErrorOptions) {
    super(message ?? code, options);
    this.code = code;
  }
}
