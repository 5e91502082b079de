import { removeConsentTemplate } from '../domain/consent-templates.ts';
import { findWinkTemplateNaming } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/**
 * Throws INVALID_PARAMETERS if a wink template names the consent template. Otherwise, the widget would show another text
 * from then on, and nobody would notice.
 */
export const deleteConsentTemplate = ({ store }: Services, caller: Caller, id: string): Promise<void> =>
  store.transaction(async (transaction) => {
    // The row is deleted first, and so is locked. A wink template that is being saved with it is then either found, or
    // does not find the consent template any more.
    if (!(await removeConsentTemplate(transaction, caller, id))) throw new Failure('MISSING_RESOURCE');
    const naming = await findWinkTemplateNaming(transaction, caller, id);
    if (!naming) return;
    throw new Failure(
      'INVALID_PARAMETERS',
      `The wink template ${naming.id} (${naming.name}) names this consent template. Name another one there, or none, and delete this one then.`,
    );
  });
