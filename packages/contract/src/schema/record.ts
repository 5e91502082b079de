import Type from 'typebox';

interface NameRule {
  pattern?: string;
  minLength?: number;
  maxLength: number;
  /** The rule in words. If a name breaks the rule, the error quotes this text. */
  description: string;
}

/** The rule for property names that a customer chooses freely. */
export const propertyName: NameRule = {
  maxLength: 200,
  description: 'The name of a property, of 1 to 200 characters.',
};

/**
 * A record that refuses names which break a rule. `Type.Record` would accept such a name with any value, and would not
 * check the value.
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
