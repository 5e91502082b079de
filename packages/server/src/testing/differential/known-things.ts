import type { Random } from './random.ts';

/** A thing that exists on both servers, with its id on each. */
export interface Twin {
  readonly names: readonly [string, string];
}

export const isTwin = (value: unknown): value is Twin =>
  typeof value === 'object' && value !== null && 'names' in value;

/** What the two servers have created so far, in lists with names such as `users`. */
export class KnownThings {
  readonly #lists = new Map<string, Twin[]>();

  add(list: string, names: Twin['names']): void {
    const known = this.#lists.get(list) ?? [];
    if (!known.some((twin) => twin.names[0] === names[0])) known.push({ names });
    this.#lists.set(list, known);
  }

  /** Prefers the newest three. Undefined if the list is empty. */
  any(list: string, random: Random): Twin | undefined {
    const known = this.#lists.get(list);
    return known && random.pick(random.chance(0.5) ? known.slice(-3) : known);
  }

  anyOfAnyList(random: Random): Twin | undefined {
    return this.#lists.size === 0 ? undefined : this.any(random.pick([...this.#lists.keys()]), random);
  }
}

/** The list from which a field or path parameter takes its value. */
const listByField: Record<string, string> = {
  userId: 'users',
  accountId: 'accounts',
  sourceId: 'accounts',
  archiveId: 'archives',
  providerId: 'providers',
  webhookId: 'webhooks',
  eventId: 'events',
  sessionId: 'sessions',
  replayId: 'replays',
  consentTemplateId: 'consentTemplates',
  templateId: 'inviteTemplates',
  channelId: 'invites',
  providers: 'providers',
  topProviders: 'providers',
  cursor: 'cursors',
  userToken: 'linkTokens',
};

export const listOfField = (field: string): string | undefined => listByField[field];
