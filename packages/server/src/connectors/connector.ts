import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { Language } from '@winkwire/contract/languages';
import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import type { ChallengeWording, LoginField } from '@winkwire/contract/widget-api';

/**
 * The port to a provider, with one adapter for each kind of provider.
 *
 * 1. Only `start` gets the credentials. Of the credentials, only the login name is stored.
 * 2. `start` and `answer` resolve with the next {@link Step}. The answer to a CHALLENGE or REDIRECT may come minutes
 *    later, and may reach another process. So `answer` gets the `pending` of the CHALLENGE or REDIRECT.
 * 3. CONNECTED ends the sign-in. Its `connection` is stored. `fetch`, `refresh` and `revoke` get nothing else from the
 *    sign-in.
 *
 * `pending` and `connection` are stored in the database, so an adapter must not put a password, code or token
 * into them. A refusal by the provider is a FAILED step. An exception fails the sign-in with SYSTEM_ERROR, or with the
 * code of a {@link ConnectorError}.
 */
export interface Connector {
  start(signIn: SignIn): Promise<Step>;
  /**
   * Continues a sign-in. `answer` is the code, the id of the choice, or the answer to the question. After a redirect,
   * it is the path and the query of the request with which the user returned from the provider.
   */
  answer(reply: Reply): Promise<Step>;
  /** Repeats the open challenge and sends a new code. Absent if the provider has no challenges. */
  resendChallenge?(open: Omit<Reply, 'answer' | 'returnUrl'>): Promise<Step>;
  /** Reads all data that the account has. */
  fetch(request: FetchRequest): Promise<Datapoints>;
  /** Reads the data that is new or has changed since the account was last read. */
  refresh(request: FetchRequest & { known: KnownDatapoints }): Promise<Changes>;
  /** Ends the grant at the provider, if the provider supports that. */
  revoke(request: { providerId: string; connection: Json }): Promise<void>;
}

export type Json = Record<string, unknown>;

/** Bodies of datapoints, without their ids. */
export type Datapoints = { [Kind in DatapointKind]?: Omit<DatapointBody<Kind>, 'id'>[] };
/** Stored datapoints, with their ids. */
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
  /** The language of the widget. A provider may show its own page in this language. */
  language: Language;
  /** The URL to which the provider's sign-in page returns the user. */
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
  /** The adapter gives only the wording. The caller gives the challenge an id and an expiry. */
  | { kind: 'CHALLENGE'; challenge: ChallengeWording; pending: Json }
  | { kind: 'REDIRECT'; url: string; pending: Json }
  | { kind: 'CONNECTED'; loginName: string | null; connection: Json }
  | { kind: 'FAILED'; errorCode: AccountErrorCode; errorMessage?: string };

/** Thrown if signing in or reading has failed for a reason that has an error code in the contract. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  readonly code: AccountErrorCode;

  constructor(code: AccountErrorCode, message?: string, options?: ErrorOptions) {
    super(message ?? code, options);
    this.code = code;
  }
}
