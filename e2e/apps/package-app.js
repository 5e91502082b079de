import { SmileLinkModal } from '@winkwire/widget';

/* A customer's application that bundles the loader. The page that runs it sets `given`. */
const { apiHost, tokens } = globalThis.given;
new SmileLinkModal({ apiHost, userToken: tokens[0], companyName: 'Northwind Lending' }).open();
