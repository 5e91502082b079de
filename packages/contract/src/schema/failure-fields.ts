import Type from 'typebox';
import { deliveryFailures } from '../delivery-failures.ts';
import { nullable } from './nullable.ts';

const codes = Object.keys(deliveryFailures).map((code) => `\`${code}\``);

/** Why an attempt got no usable response. Unknown codes are valid, because a later version may add some. */
export const failureFields = {
  error: nullable(Type.String({ description: `Why there is no usable response: ${codes.join(', ')}.` })),
  cause: nullable(
    Type.String({
      description:
        'The exact cause of `error`, such as `INCOMPLETE_CHAIN` for `TLS_FAILED`. docs/errors.md lists all causes. Null if the cause is not known.',
    }),
  ),
  errorMessage: nullable(Type.String({ description: 'What happened and what to do, in sentences.' })),
};
