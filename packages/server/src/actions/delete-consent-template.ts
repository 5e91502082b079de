import { removeConsentTemplate } from '../domain/consent-templates.ts';
import { findWinkTemplateNaming } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/**
 * Throws INVALID_PARAMETERS if a wink template names the consent template. Otherwise, the widget would silently show
 * another text.
 */
export const deleteConsentTemplate = ({ store }: Services, caller: Caller, id: string): Promise<void> =>
  store.transaction(async (transaction) => {
    // Deletes the row before the check. The deletion locks the row, so no wink template can name it after the check.
    if (!(await removeConsentTemplate(transaction, caller, id))) throw new Failure('MISSING_RESOURCE');
    const naming = await findWinkTemplateNaming(transaction, caller, id);
    if (!naming) return;
    throw new Failure(
      'INVALID_PARAMETERS',
      `The wink template ${naming.id} (${naming.name}) names this consent template. Name another one there, or none, then delete this one.`,
    );
  });
