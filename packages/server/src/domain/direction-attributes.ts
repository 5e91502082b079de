import { html, type SafeHtml } from '../platform/html.ts';
import { textDirection } from '../platform/text-direction.ts';
import { withoutVariables } from './fill-variables.ts';

/**
 * The HTML attributes of a template's text in an unknown language. The first letter of the template's own words decides
 * the direction, because a name that is filled in may be in another script. If the template has no words of its own,
 * the filled-in text decides.
 */
export const directionAttributes = (text: string, filled: string): SafeHtml =>
  html` lang="" dir="${textDirection(withoutVariables(text) + filled)}"`;
