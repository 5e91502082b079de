import { readFileSync, writeFileSync } from 'node:fs';
import { apiOperations } from './api-operations.ts';
import { withDeliveryFailures } from './delivery-failures.ts';
import { eventsPage } from './events-page.ts';
import { withNativeBridge } from './native-page.ts';
import { openAcr } from './openacr.ts';

writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage());
const operations = new URL('../../packages/contract/src/api-operations.ts', import.meta.url);
writeFileSync(operations, apiOperations());
const errors = new URL('../../docs/errors.md', import.meta.url);
writeFileSync(errors, withDeliveryFailures(readFileSync(errors, 'utf8')));
const nativePage = new URL('../../examples/native/winkwire.html', import.meta.url);
writeFileSync(nativePage, withNativeBridge(readFileSync(nativePage, 'utf8')));
const accessibility = readFileSync(new URL('../../docs/accessibility.md', import.meta.url), 'utf8');
writeFileSync(new URL('../../docs/accessibility.openacr.yaml', import.meta.url), openAcr(accessibility));
