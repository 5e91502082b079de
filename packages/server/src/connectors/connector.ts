import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { Language } from '@winkwire/contract/languages';
import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import type { ChallengeWording, LoginField } from '@winkwire/contract/widget-api';

/**
 * The port to a provider.
 *
 * Only `start` gets the credentials. The answer to a CHALLENGE or REDIRECT may come minutes later and reach another
 * process. Everything that `answer` needs from the earlier step must therefore be in `pending`.
 *
 * `pending` and `connection` are stored in the database, so an adapter must not put a password, code or token into
 * them. A refusal by the provider is a FAILED step. An exception fails the sign-in with SYSTEM_ERROR, or with the code
 * of a {@link ConnectorError}.
 */
export interface Connector {
  start(signIn: SignIn): Promise<Step>;
  /**
   * The code, the id of the choice, or the answer to the question. After a redirect, the path and the query of the
   * request with which the user returned.
   */
  answer(reply: Reply): Promise<Step>;
  /** Sends a new code. Absent if the provider has no challenges. */
  resendChallenge?(open: Omit<Reply, 'answer' | 'returnUrl'>): Promise<Step>;
  fetch(request: FetchRequest): Promise<Datapoints>;
  /** Reads what is new or has changed since the account was last read. */
  refresh(request: FetchRequest & { known: KnownDatapoints }): Promise<Changes>;
  /** Ends the grant at the provider. Does nothing if the provider has no grants. */
  revoke(request: { providerId: string; connection: Json }): Promise<void>;
}

export type Json = Record<string, unknown>;

export type Datapoints = { [Kind in DatapointKind]?: Omit<DatapointBody<Kind>, 'id'>[] };
export type KnownDatapoints = { [Kind in DatapointKind]?: DatapointBody<Kind>[] };

export interface Changes {
  added: Datapoints;
  /** Complete bodies, each with the id of the datapoint that it replaces. */
  updated: KnownDatapoints;
}

export interface FetchRequest {
  providerId: string;
  connection: Json;
  /** Milliseconds since 1970. */
  now: number;
}

export interface SignIn {
  providerId: string;
  loginOptionId: string;
  fields: Partial<Record<LoginField, string>>;
  /** A provider may show its own page in this language. */
  language: Language;
  returnUrl: string;
  /** A value that nobody can guess. It identifies this sign-in in the return URL. */
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

export type ChallengeKind = ChallengeWording['kind'];

export type Step =
  /** The adapter gives only the wording of a challenge. The caller adds an id and an expiry. */
  | { kind: 'CHALLENGE'; challenge: ChallengeWording; pending: Json }
  | { kind: 'REDIRECT'; url: string; pending: Json }
  | { kind: 'CONNECTED'; loginName: string | null; connection: Json }
  | { kind: 'FAILED'; errorCode: AccountErrorCode; errorMessage?: string };

/** Thrown if a sign-in or a reading fails for a reason that has an error code in the contract. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  readonly code: AccountErrorCode;

  constructor(code: AccountErrorCode, message?: string, options?: ErrorOptions) {
    super(message ?? code, options);
    this.code = code;
  }
}
