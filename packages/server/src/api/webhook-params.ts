import Type from 'typebox';

/** An id of another kind is simply not found: a path says no more than that. */
export const pathId = Type.String({ minLength: 1, maxLength: 200 });

export const webhookParams = Type.Object({ id: pathId });
