import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeSchema } from '../src/store/describe-schema.ts';
import { openStore } from '../src/store/open-store.ts';
import { startEngine } from '../src/store/testing/engines.ts';

for (const name of ['sqlite', 'postgres'] as const) {
  await using engine = await startEngine(name);
  await using place = await engine.place();
  const store = await openStore(place.config);
  const file = new URL(`../src/store/schema.${name}.sql`, import.meta.url);
  writeFileSync(file, await describeSchema(store, name));
  await store.close();
  console.log(`wrote ${fileURLToPath(file)}`);
}
