import Type from 'typebox';

interface NameRule {
  pattern?: string;
  minLength?: number;
  maxLength: number;
  /** What a name must be. A refusal quotes it. */
  description: string;
}

/** The rule for names that we do not interpret. */
export const propertyName: NameRule = {
  maxLength: 200,
  description: 'The name of a property, of 1 to 200 characters.',
};

/**
 * A record in which names must follow a rule: a name that breaks it is refused. `Type.Record` leaves such a
 * name, and whatever its value is, unchecked.
 */
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
