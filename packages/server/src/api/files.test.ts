import { expect, test, vi } from 'vitest';
import { documentBytes } from '../testing/archive-services.ts';
import { startTestServer } from '../testing/test-server.ts';

test('however many files are requested at the same time, few are read at a time, and all are sent', async () => {
  await using server = await startTestServer();
  const bytes = await documentBytes('payslip-ryan.pdf');
  const rawFiles = [{ fileExtensionType: 'PDF', fileContent: Buffer.from(bytes).toString('base64') }];
  const { body } = await server.call('/v1/archives', {
    method: 'POST',
    body: { fileType: 'COMPANY_ID', rawFiles },
  });
  const [{ url }] = body.data.rawFiles;
  const { store } = server.services;
  const get = store.get.bind(store);
  let [now, most] = [0, 0];
  using spy = vi.spyOn(store, 'get').mockImplementation(async (sql, parameters) => {
    if (!sql.includes('content from files')) return get(sql, parameters);
    most = Math.max(most, ++now);
    // Long enough for the other requests to arrive.
    await new Promise((resolve) => setTimeout(resolve, 20));
    now--;
    return get(sql, parameters);
  });
  const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(url)));
  expect(spy).toHaveBeenCalled();
  for (const response of responses) expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
  expect(most).toBeLessThanOrEqual(3);
});
