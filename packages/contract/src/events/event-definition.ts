import Type from 'typebox';

export interface EventDefinition<Data extends Type.TObject = Type.TObject> {
  /** When the event is sent, in one or two sentences. */
  line: string;
  /** The schema of the body's `data`. */
  data: Data;
  example: Type.Static<Data>;
}

interface Row<Properties extends Type.TProperties> {
  line: string;
  data: Properties;
  example: Type.Static<Type.TObject<Properties>>;
}

/**
 * Defines a type of event. Its schema permits only the given fields in `data`, so our tests fail if an event has any
 * other field.
 */
export function event<Properties extends Type.TProperties>(
  row: Row<Properties>,
): EventDefinition<Type.TObject<Properties>> {
  const { line, data, example } = row;
  return { line, data: Type.Object(data, { additionalProperties: false, examples: [example] }), example };
}
