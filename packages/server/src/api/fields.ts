import Type from 'typebox';

/** An id of any resource. Its form is not checked, so a malformed id gets 404, like any id that does not exist. */
export const resourceId = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The id of the resource.',
});

export const idParams = Type.Object({ id: resourceId });

export const nothing = Type.Null();
