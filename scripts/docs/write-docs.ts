import { readFileSync, writeFileSync } from 'node:fs';
import { withDeliveryFailures } from './delivery-failures.ts';
import { eventsPage } from './events-page.ts';

/*
 * Writes what is generated from the source: one page, and the tables of another. `docs.test.ts` fails while they are
 * out of date.
 */
writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage());
const errors = new URL('../../docs/errors.md', import.meta.url);
writeFileSync(errors, withDeliveryFailures(readFileSync(errors, 'utf8')));
