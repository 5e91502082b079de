import { writeFileSync } from 'node:fs';
import { eventsPage } from './events-page.ts';

/* Writes the pages that are made from the source. `docs.test.ts` fails while one is stale. */
writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage());
