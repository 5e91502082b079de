import Type from 'typebox';

/** The `:id` of an address. An id of the wrong form is simply not there, so that it answers 404 as any other. */
export const idParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200, description: 'The id of the resource.' }),
});

/** For operations that answer nothing but their success. */
export const nothing = Type.Null();
