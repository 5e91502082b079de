import Type from 'typebox';

/** An id of any resource. Its form is not checked, so a malformed id gets 404, like any id that does not exist. */
export const resourceId = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The id of the resource.',
});

/** The `:id` in a path. */
export const idParams = Type.Object({ id: resourceId });

/** The data of operations that return no data. */
export const nothing = Type.Null();
