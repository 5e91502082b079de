// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { deliveryFailures } from '@winkwire/contract/delivery-failures';

export interface Outcome {
  status: number | null;
  error: string | null;
  cause: string | null;
}

export const isSuccess = ({ status, error }: Pick<Outcome, 'status' | 'error'>): boolean =>
  error === null && status !== null && status >= 200 && status < 300;

/** The outcome of an attempt, such as `200`, `TLS failed: certificate expired` or `302: Redirect refused`. */
export function responseText({ status, error, cause }: Outcome): string {
  const parts = [status, error && failureText(error), error && cause && codeText(cause)];
  return parts.filter((part) => part !== null).join(': ') || 'No response';
}

/** The contract's sentence about an error. Undefined without an error, or if the error comes from a newer server. */
export const explanationOf = ({ error }: Pick<Outcome, 'error'>): string | undefined =>
  Object.entries(deliveryFailures).find(([code]) => code === error)?.[1].message;

/** `CONNECT_FAILED` becomes `Connect failed`. */
export const failureText = (code: string): string => {
  const text = codeText(code);
  return text[0]!.toUpperCase() + text.slice(1);
};

const codeText = (code: string): string =>
  code
    .split('_')
    .map((word) => (/^(DNS|HTTPS?|HTTP2|TLS|URL)$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
