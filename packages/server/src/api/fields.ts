import Type from 'typebox';

/** The id of a resource. Its form is not checked, so a malformed id gets 404, like an unknown one. */
export const resourceId = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The id of the resource.',
});

export const idParams = Type.Object({ id: resourceId });

export const nothing = Type.Null();
