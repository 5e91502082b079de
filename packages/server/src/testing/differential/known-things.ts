import type { Random } from './random.ts';

/** The same thing on both servers, under the name that each of them gave it. */
export interface Twin {
  readonly names: readonly [string, string];
}

export const isTwin = (value: unknown): value is Twin =>
  typeof value === 'object' && value !== null && 'names' in value;

/** What both servers have made so far, by the list that it belongs to: `users`, `webhooks`. */
export class KnownThings {
  readonly #lists = new Map<string, Twin[]>();

  add(list: string, names: Twin['names']): void {
    const known = this.#lists.get(list) ?? [];
    if (!known.some((twin) => twin.names[0] === names[0])) known.push({ names });
    this.#lists.set(list, known);
  }

  /** One of them; undefined when there is none. The newest are the likeliest. */
  any(list: string, random: Random): Twin | undefined {
    const known = this.#lists.get(list);
    return known && random.pick(random.chance(0.5) ? known.slice(-3) : known);
  }

  anyOfAnyList(random: Random): Twin | undefined {
    return this.#lists.size === 0 ? undefined : this.any(random.pick([...this.#lists.keys()]), random);
  }
}

/** Which list a field or a part of an address names something of. */
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
