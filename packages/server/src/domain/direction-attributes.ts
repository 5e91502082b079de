import { html, type SafeHtml } from '../platform/html.ts';
import { textDirection } from '../platform/text-direction.ts';
import { withoutVariables } from './fill-variables.ts';

/**
 * The HTML attributes of a template's text in an unknown language. A name that is filled in may be in another script.
 * So the first letter of the template's own words decides the direction, if there are any.
 */
export const directionAttributes = (text: string, filled: string): SafeHtml =>
  html` lang="" dir="${textDirection(withoutVariables(text) + filled)}"`;
