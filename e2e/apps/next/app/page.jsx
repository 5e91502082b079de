import { WinkWidget } from '@winkwire/react';
import { Linker } from './linker.jsx';

/* A server component: the token comes from the customer's back end, here from the URL. */
export default async function Page({ searchParams }) {
  const { token, host, way } = await searchParams;
  const scriptUrl = `${host}/v2/smile.v2.js`;
  return (
    <main>
      <h1>Lender</h1>
      {way === 'component' && <WinkWidget scriptUrl={scriptUrl} userToken={token} />}
      {way === 'hook' && <Linker scriptUrl={scriptUrl} apiHost={host} userToken={token} />}
    </main>
  );
}
