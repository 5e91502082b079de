import { SmileLinkModal } from '@winkwire/widget';

/* A customer's application that bundles the loader. The page gives it the options. */
const { apiHost, tokens } = globalThis.given;
new SmileLinkModal({ apiHost, userToken: tokens[0], companyName: 'Northwind Lending' }).open();
