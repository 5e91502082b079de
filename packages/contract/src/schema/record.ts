import Type from 'typebox';

interface NameRule {
  pattern?: string;
  minLength?: number;
  maxLength: number;
  /** The rule in words, as error messages quote it. */
  description: string;
}

/** The names of properties that a customer chooses freely. */
export const propertyName: NameRule = {
  maxLength: 200,
  description: 'The name of a property, of 1 to 200 characters.',
};

/** Refuses names that break a rule. `Type.Record` would accept them, with any value. */
export const record = <Value extends Type.TSchema>(
  name: NameRule,
  value: Value,
  options: Type.TSchemaOptions & { maxProperties: number },
): Type.TUnsafe<Record<string, Type.Static<Value>>> =>
  Type.Unsafe({
    type: 'object',
    propertyNames: { type: 'string', minLength: 1, ...name },
    additionalProperties: value,
    ...options,
  });
