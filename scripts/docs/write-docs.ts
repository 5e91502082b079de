import { readFileSync, writeFileSync } from 'node:fs';
import { withDeliveryFailures } from './delivery-failures.ts';
import { eventsPage } from './events-page.ts';

/* Writes what is made from the source: a page, and tables in another. `docs.test.ts` fails while one is stale. */
writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage());
const errors = new URL('../../docs/errors.md', import.meta.url);
writeFileSync(errors, withDeliveryFailures(readFileSync(errors, 'utf8')));
