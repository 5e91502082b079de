import Type from 'typebox';

interface SimpleSchema {
  type?: unknown;
  enum?: unknown[];
}

/** A simple type becomes `type: [T, 'null']`, which documents and error messages describe in one line. */
export function nullable<Schema extends Type.TSchema>(
  schema: Schema,
): Type.TUnsafe<Type.Static<Schema> | null> {
  const { type, enum: values } = schema as SimpleSchema;
  if (typeof type !== 'string') return Type.Unsafe(Type.Union([schema, Type.Null()]));
  return Type.Unsafe({ ...schema, type: [type, 'null'], ...(values ? { enum: [...values, null] } : {}) });
}
