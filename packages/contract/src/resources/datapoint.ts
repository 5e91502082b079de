import Type from 'typebox';
import { Metadata, metadataExample } from './metadata.ts';

/**
 * Makes the schema of a REST resource from the schema of its payload, by adding `metadata`. The metadata describes the
 * origin of the data.
 */
export function withMetadata<Properties extends Type.TProperties>(payload: Type.TObject<Properties>) {
  const { description, examples } = payload as { description?: string; examples?: object[] };
  return Type.Object(
    { ...payload.properties, metadata: Metadata },
    { description, examples: examples?.map((example) => ({ ...example, metadata: metadataExample })) },
  );
}
