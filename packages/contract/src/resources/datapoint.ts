import Type from 'typebox';
import { Metadata, metadataExample } from './metadata.ts';

/** A datapoint as a resource: its payload and its origin. */
export function withMetadata<Properties extends Type.TProperties>(payload: Type.TObject<Properties>) {
  const { description, examples } = payload as { description?: string; examples?: object[] };
  return Type.Object(
    { ...payload.properties, metadata: Metadata },
    { description, examples: examples?.map((example) => ({ ...example, metadata: metadataExample })) },
  );
}
