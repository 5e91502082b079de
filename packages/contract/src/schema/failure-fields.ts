import Type from 'typebox';
import { deliveryFailures } from '../delivery-failures.ts';
import { nullable } from './nullable.ts';

const codes = Object.keys(deliveryFailures).map((code) => `\`${code}\``);

/** Why there is no usable response. The lists are open, because a later version may know more codes. */
export const failureFields = {
  error: nullable(Type.String({ description: `Why there is no usable response: ${codes.join(', ')}.` })),
  cause: nullable(
    Type.String({
      description:
        'What is known beyond `error`, such as `INCOMPLETE_CHAIN` of `TLS_FAILED`; docs/errors.md lists all. Null when nothing more is known.',
    }),
  ),
  errorMessage: nullable(Type.String({ description: 'What happened and what to do, for a reader.' })),
};
