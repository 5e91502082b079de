import { removeConsentTemplate } from '../domain/consent-templates.ts';
import { findWinkTemplateNaming } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/**
 * Throws INVALID_PARAMETERS if a wink template names the consent template. If it were deleted, the widget would show
 * another text from then on, and nobody would notice.
 */
export const deleteConsentTemplate = ({ store }: Services, caller: Caller, id: string): Promise<void> =>
  store.transaction(async (transaction) => {
    // The row of the consent template is deleted first, which locks it. Another transaction may be saving a wink
    // template that names it. If that transaction commits first, the wink template is found below. Otherwise, that
    // transaction no longer finds the consent template, and fails.
    if (!(await removeConsentTemplate(transaction, caller, id))) throw new Failure('MISSING_RESOURCE');
    const naming = await findWinkTemplateNaming(transaction, caller, id);
    if (!naming) return;
    throw new Failure(
      'INVALID_PARAMETERS',
      `The wink template ${naming.id} (${naming.name}) names this consent template. Name another one there, or none, then delete this one.`,
    );
  });
