import { Failure } from '../platform/failure.ts';
import { nearestName } from '../platform/nearest-name.ts';
import { variablesIn } from './fill-variables.ts';
import type { InviteTemplateContent } from './invite-templates.ts';
import { type InviteRow, inviteContent } from './invites.ts';

/** The variables that the texts of an invitation may contain. */
const read = {
  firstName: (invite) => invite.first_name ?? invite.full_name,
  lastName: (invite) => invite.last_name ?? '',
  fullName: (invite) => invite.full_name,
  email: (invite) => invite.email,
  companyName: (invite) => inviteContent(invite).company.name,
  'company.name': (invite) => inviteContent(invite).company.name,
} as const satisfies Record<string, (invite: InviteRow) => string>;

const names = Object.keys(read);

export const inviteVariables = (invite: InviteRow): Record<string, string> =>
  Object.fromEntries(Object.entries(read).map(([name, of]) => [name, of(invite)]));

type Texts = Pick<InviteTemplateContent, 'email' | 'landingPage' | 'successPage'>;

/** Throws INVALID_PARAMETERS for an unknown variable. Otherwise the invited person would see the placeholder. */
export function vetVariables({ email, landingPage, successPage }: Texts): void {
  for (const [part, texts] of Object.entries({ email, landingPage, successPage })) {
    for (const [field, text] of Object.entries(texts)) {
      const unknown =
        typeof text === 'string' && variablesIn(text).find((name) => !Object.hasOwn(read, name));
      if (unknown) throw new Failure('INVALID_PARAMETERS', `${part}.${field}: ${describeUnknown(unknown)}`);
    }
  }
}

function describeUnknown(name: string): string {
  return `there is no variable ${name.slice(0, 40)}. Did you mean ${nearestName(name, names)}? The variables are ${names.join(', ')}.`;
}
