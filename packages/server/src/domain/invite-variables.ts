import { Failure } from '../platform/failure.ts';
import { nearestName } from '../platform/nearest-name.ts';
import { shorten } from '../platform/shorten.ts';
import { findUnfilled, type Unfilled } from './fill-variables.ts';
import type { InviteTemplateContent } from './invite-templates.ts';
import type { InviteRow } from './invites.ts';

interface Sources {
  invite: InviteRow;
  company: InviteTemplateContent['company'];
}

const read = {
  firstName: ({ invite }) => invite.first_name ?? invite.full_name,
  lastName: ({ invite }) => invite.last_name ?? '',
  fullName: ({ invite }) => invite.full_name,
  email: ({ invite }) => invite.email,
  companyName: ({ company }) => company.name,
  'company.name': ({ company }) => company.name,
} as const satisfies Record<string, (from: Sources) => string>;

const names = Object.keys(read);

export const inviteVariables = (from: Sources): Record<string, string> =>
  Object.fromEntries(Object.entries(read).map(([name, of]) => [name, of(from)]));

type Texts = Pick<InviteTemplateContent, 'company' | 'email' | 'landingPage' | 'successPage'>;

/** Throws INVALID_PARAMETERS for a placeholder that is not filled, which the invited person would see. */
export function vetVariables({ company, email, landingPage, successPage }: Texts): void {
  const inName = findUnfilled(company.name, {});
  if (inName)
    throw new Failure(
      'INVALID_PARAMETERS',
      `company.name: ${shorten(inName.text, 60)} is not filled here. Write the name.`,
    );
  for (const [part, texts] of Object.entries({ email, landingPage, successPage })) {
    for (const [field, text] of Object.entries(texts)) {
      const unfilled = typeof text === 'string' && findUnfilled(text, read);
      if (unfilled) throw new Failure('INVALID_PARAMETERS', `${part}.${field}: ${describe(unfilled)}`);
    }
  }
}

function describe({ text, name }: Unfilled): string {
  const fault =
    name === undefined
      ? `${shorten(text, 60)} cannot be filled. Write a placeholder as {{firstName}}.`
      : `there is no variable ${shorten(name, 40)}. Did you mean ${nearestName(name, names)}?`;
  return `${fault} The variables are ${names.join(', ')}.`;
}
