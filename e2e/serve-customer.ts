import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callApi } from './call-api.ts';
import type { Winkwire } from './start-winkwire.ts';

/** Serves a customer's page on its own origin. At `/inline`, the widget opens inside the page, otherwise above it. */
export async function serveCustomer(winkwire: Winkwire) {
  const server = createServer(async (request, response) => {
    const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
    const options = {
      userToken: token.accessToken,
      companyName: 'Northwind Lending',
      locale: 'en',
      ...(request.url === '/inline' ? { container: '#place' } : {}),
    };
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><html lang="en"><head><title>Customer</title><link rel="icon" href="data:,">
      <script src="${winkwire.url}/v2/smile.v2.js"></script></head>
      <body><h1>Customer</h1><button id="open">Link your work account</button>
      <div id="place" style="width: 420px; height: 680px"></div><script>
        window.received = [];
        const names = ['onAccountCreated', 'onAccountConnected', 'onClose'];
        const callbacks = Object.fromEntries(names.map((name) => [name, () => received.push(name)]));
        const modal = new SmileLinkModal({ ...${JSON.stringify(options)}, ...callbacks });
        document.getElementById('open').onclick = () => modal.open();
      </script></body></html>`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
