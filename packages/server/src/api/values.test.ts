import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { addressExample } from '@winkwire/contract/resources/address';
import { datapointsPayloadExample } from '@winkwire/contract/resources/payload';
import { exampleId, exampleUserId } from '@winkwire/contract/schema/example-ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { template } from '../testing/invite-services.ts';
import { type ApiResponse, startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  let webhookId: string;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    webhookId = (await register({})).body.data.id;
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const register = (settings: object) =>
    post('webhooks', {
      name: 'values',
      url: 'http://127.0.0.1:8099/',
      eventTypes: ['RECORD_CREATED'],
      active: false,
      secret: 'a secret of this test',
      ...settings,
    });
  const post = (path: string, body: unknown, headers = {}): Promise<ApiResponse> =>
    server.call(`/v1/${path}`, { method: 'POST', body, headers });
  const get = (path: string): Promise<ApiResponse> => server.call(`/v1/${path}`);
  const record = (data = {}) => ({
    type: 'RECORD_CREATED',
    data: { recordId: 'r', recordType: null, ...data },
  });

  test.each([
    '2026-04-21T09:30:00Z',
    '2026-04-21t09:30:00.125z',
    '2026-04-21T09:30:00+00:00',
    '2026-04-21T17:30:00.5+08:00',
    '2026-04-21',
    '1960-01-01T00:00:00Z',
    '0000-01-01',
  ])('%s is accepted wherever a time is expected', async (time) => {
    const text = encodeURIComponent(time);
    for (const kind of ['recover', 'backfill', 'replay']) {
      const response = await post(`webhooks/${webhookId}/${kind}`, { since: time });
      expect([kind, response.status, response.body.message]).toEqual([kind, 200, expect.any(String)]);
      expect(response.body.data.position).toBeGreaterThanOrEqual(0);
    }
    for (const list of [
      'users',
      'events',
      'attempts',
      'deliveries',
      'tasks',
      'employments',
      'transactions',
    ]) {
      const response = await get(`${list}?startDate=${text}&endDate=${text}`);
      expect([list, response.status, response.body.message]).toEqual([list, 200, expect.any(String)]);
    }
  });

  test.each([
    '2016-12-31T23:59:60Z',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-04-21T24:00:00Z',
    'yesterday',
    '1776',
  ])('%s is refused, and the expected form is named', async (time) => {
    const responses = [
      await post(`webhooks/${webhookId}/recover`, { since: time }),
      await post(`webhooks/${webhookId}/backfill`, { since: time }),
      await post(`webhooks/${webhookId}/replay`, { since: time }),
      await get(`events?startDate=${time}`),
      await get(`users?endDate=${time}`),
      await get(`transactions?endDate=${time}`),
    ];
    for (const { status, body } of responses) {
      expect([status, body.message]).toEqual([400, expect.stringContaining('such as 2026-04-21')]);
    }
  });

  test('a list can be limited to a day or to a time, and a time stands for its whole second', async () => {
    const { body } = await post('users', {});
    const { id, createdAt } = body.data.user;
    const found = async (query: object) =>
      (await get(`users?${new URLSearchParams({ size: '150', ...query })}`)).body.data.items.some(
        (user: { id: string }) => user.id === id,
      );
    expect(await found({ startDate: createdAt, endDate: createdAt })).toBe(true);
    expect(await found({ startDate: createdAt.slice(0, 10), endDate: createdAt.slice(0, 10) })).toBe(true);
    const second = Date.parse(createdAt);
    expect(await found({ endDate: new Date(second - 1).toISOString() })).toBe(false);
    expect(await found({ startDate: new Date(second + 1000).toISOString() })).toBe(false);
  });

  test("users are found by any value of the customer's own metadata, whatever the case of its letters", async () => {
    const create = async (externalMetadata: Record<string, string>) =>
      (await post('users', { externalMetadata })).body.data.user.id;
    const first = await create({ customer: 'C-10297', branch: "O'Hare" });
    const second = await create({ loan: 'c-10297 ', branch: "o'hare" });
    const found = async (reference: string) =>
      (await get(`users?reference=${encodeURIComponent(reference)}`)).body.data.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await found('c-10297')).toEqual([first]);
    expect(await found("O'HARE")).toEqual([second, first]);
    expect(await found('C-1029%')).toEqual([]);
    expect((await get("users?reference=o'hare&size=1")).body.data.nextCursor).not.toBeNull();
    expect((await server.call(`/v1/users/${first}`, { method: 'DELETE' })).status).toBe(200);
    expect(await found('c-10297')).toEqual([]);
  });

  test('a preview examines the newest events of the chosen types, and warns of a filter that can never match', async () => {
    for (const recordType of ['loan', 'loan', 'lease']) {
      await post('events', { type: 'RECORD_CREATED', data: { recordId: 'r', recordType } });
    }
    const preview = async (filter: object, eventTypes = ['RECORD_CREATED']) =>
      (await post('webhooks/filterPreview', { eventTypes, filter })).body.data;
    const { examined } = await preview({ recordId: 'r' });
    expect(examined).toBeGreaterThanOrEqual(3);
    expect(await preview({ recordType: ['loan', 'rent'] })).toEqual({ examined, matched: 2, warning: null });
    expect(await preview({ recordType: 'loan' }, ['ACCOUNT_CREATED'])).toMatchObject({ matched: 0 });
    const warning =
      'No chosen event type has the property recordtype, so the filter never matches. Did you mean recordType?';
    expect(await preview({ recordtype: 'loan' })).toEqual({ examined, matched: 0, warning });

    // The filter is stored in spite of the warning, because the events of a later version may have the property that it
    // names.
    const registered = await register({ filter: { recordtype: 'loan' } });
    expect([registered.status, registered.body.message]).toEqual([200, `filter: ${warning}`]);
    const path = `/v1/webhooks/${registered.body.data.id}`;
    const change = async (body: object) => (await server.call(path, { method: 'PATCH', body })).body.message;
    expect(await change({ name: 'renamed' })).toBe(`filter: ${warning}`);
    expect(await change({ filter: { recordType: 'loan' } })).not.toContain('filter');
    expect((await server.call(path, { method: 'DELETE' })).status).toBe(200);
  });

  test('a published time is stored in the form of responses', async () => {
    const since = {
      updatedFrom: '2026-04-21t17:30:00.999+08:00',
      updatedTo: '2026-04-22',
      updatedAt: '2026-04-21T09:30:00Z',
    };
    const data = {
      userId: `main-${'1'.repeat(32)}`,
      accountId: `a-${'1'.repeat(32)}`,
      providers: ['a'],
      count: 1,
    };
    const event = { type: 'INCOMES_UPDATED', data: { ...data, ...since } };
    const { status, body } = await post('events', event);
    expect([status, body.message]).toEqual([201, expect.any(String)]);
    expect((await get(`events/${body.data.id}`)).body.data.data).toMatchObject({
      updatedFrom: '2026-04-21T09:30:00Z',
      updatedTo: '2026-04-22T00:00:00Z',
      updatedAt: '2026-04-21T09:30:00Z',
    });
    const refused = await post('events', { ...event, data: { ...event.data, updatedTo: '2026-02-30' } });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      expect.stringContaining('such as 2026-04-21'),
    ]);
  });

  test.each([
    '9007199254740992',
    '9223372036854775807',
    '9223372036854775808',
    '1e21',
    '1e400',
    '-1',
    '9'.repeat(400),
  ])('the number %s is refused wherever a whole one is expected', async (number) => {
    const { userToken } = await newUser(server);
    const page = await WidgetPage.open(server, userToken);
    const authorization = `Bearer ${page.session.sessionToken}`;
    const widget = (path: string) =>
      server.call(`/widget/api/${path}`, { as: null, headers: { authorization } });
    const json = (path: string, text: string) =>
      server.call(path, { method: 'POST', as: null, headers: { authorization }, body: text });
    const responses = {
      pull: await get(`webhooks/${webhookId}/events?after=${number}`),
      size: await get(`users?size=${number}`),
      rewind: await server.call(`/v1/webhooks/${webhookId}/rewind`, {
        method: 'POST',
        body: `{"sequence":${number}}`,
      }),
      account: await widget(`accounts/a-${'1'.repeat(32)}?after=${number}`),
      archive: await widget(`archives/archive-${'1'.repeat(32)}?after=${number}`),
      close: await json(
        '/widget/api/sessions/close',
        `{"reason":"close","eventId":null,"duration":${number}}`,
      ),
      file: await server.call(`/files/f-${'1'.repeat(32)}/a.pdf?expires=${number}&signature=x`, { as: null }),
    };
    const statuses = Object.entries(responses).map(([what, { status }]) => [what, status]);
    expect(statuses).toEqual(Object.keys(responses).map((what) => [what, 400]));
  });

  test("the original's examples are accepted: document numbers, addresses without tags, long headings", async () => {
    const verification = await post('events', {
      type: 'VERIFICATION_COMPLETED',
      data: {
        verificationId: 'ver-1',
        resultCode: 'SUCCESS',
        result: {
          finalMatches: true,
          names: { firstNameMatches: true },
          additionalData: {
            ids: [{ idType: 'tin', idSubType: null, idNumber: 1_234_567_890, matches: true }],
            phoneMatches: { value: 639_123_456_789, matches: true },
          },
        },
      },
    });
    expect([verification.status, verification.body.message]).toEqual([201, expect.any(String)]);
    const { tags: _, ...address } = addressExample;
    const identity = { ...(datapointsPayloadExample.identity as object), addresses: [address] };
    const payload = { ...datapointsPayloadExample, identity };
    const task = {
      userId: exampleUserId,
      sourceId: exampleId('account'),
      sourceType: 'ACCOUNT',
      taskType: 'LINK_ACCOUNT',
      status: 'SUCCEEDED',
      errorCode: null,
      providers: ['a'],
    };
    const finished = await post('events', { type: 'TASK_FINISHED', data: { ...task, payload } });
    expect([finished.status, finished.body.message]).toEqual([201, expect.any(String)]);
    const short = await post('events', { type: 'TASK_FINISHED', data: task });
    expect((await get(`events/${short.body.data.id}`)).body.data.data.datapoints).toEqual([]);
    const header = 'x'.repeat(231);
    const page = { header, description: 'd', button: 'b' };
    const made = await post('inviteTemplates', { ...template, landingPage: page, successPage: page });
    expect([made.status, made.body.data?.landingPage.header]).toEqual([201, header]);
  });

  test('the largest accepted number works on both engines', async () => {
    const largest = Number.MAX_SAFE_INTEGER;
    expect((await get(`webhooks/${webhookId}/events?after=${largest}`)).status).toBe(200);
    expect((await post(`webhooks/${webhookId}/rewind`, { sequence: largest })).status).toBe(400);
    expect(
      (await server.call(`/files/f-1/a?expires=${largest}&signature=x`, { as: null })).status,
    ).toBeLessThan(500);
  });

  test('every list refuses a blank owner, and our own operations refuse an unknown parameter', async () => {
    for (const path of [
      'identities?userId=',
      'transactions?sourceId=%20',
      'accounts?userId=+',
      'events?accountId=',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 400]);
    }
    expect((await get('identities?size=&cursor=')).status).toBe(200);
    expect((await get('users?unknown=1')).status).toBe(200);
    expect((await get('events?statuss=1')).body).toMatchObject({
      code: 'INVALID_PARAMETERS',
      message: expect.stringMatching(/^statuss: is not a known parameter; the nearest name is \w+\.$/),
    });
  });

  test('bytes that are not UTF-8 are refused in bodies, addresses and headers', async () => {
    const { body: refused } = await send(
      Buffer.from('{"type":"RECORD_CREATED","data":{"recordId":"\xff"}}', 'latin1'),
    );
    expect(refused).toMatchObject({ code: 'INVALID_PARAMETERS', message: 'The body is not UTF-8.' });
    expect((await get('events?text=%ff')).status).toBe(400);
    expect((await get('users?unknown=%ff')).status).toBe(400);
    expect((await get('users/%ff')).status).toBe(400);
    const text = JSON.stringify(record());
    const raw = await speak(
      server,
      `POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: ${basic}\r\nContent-Type: application/json\r\nIdempotency-Key: a\xff\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
    );
    expect(raw).toMatch(/^HTTP\/1.1 400 [\s\S]*Idempotency-Key is not UTF-8/);
    const key = Buffer.from('ключ').toString('latin1');
    const once = await post('events', record(), { 'idempotency-key': key });
    expect((await post('events', record(), { 'idempotency-key': key })).body.data).toEqual({
      id: once.body.data.id,
      repeated: true,
    });
  });

  test.each([
    ['fileType="\xff"', 'PAYSLIP', 'a.pdf'],
    ['fileType', 'PAY\xffSLIP', 'a.pdf'],
    ['fileType', 'PAYSLIP', 'a\xff.pdf'],
  ])('a form with %j, %j and %j is refused because of its bytes', async (field, fileType, fileName) => {
    const page = await WidgetPage.open(server, (await newUser(server)).userToken);
    const name = field === 'fileType' ? 'name="fileType"' : 'name="file\xff"';
    const text = [
      `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${fileType}\r\n`,
      `--b\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n--b--\r\n`,
    ].join('');
    const response = await fetch(`${server.url}/widget/api/archives`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${page.session.sessionToken}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
      body: new Uint8Array(Buffer.from(text, 'latin1')),
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('is not UTF-8')]);
  });

  test.each(['2021-6', '2021-13', '202106'])('the refusal of the month %s says its form', async (month) => {
    for (const name of ['startMonth', 'endMonth']) {
      const { status, body } = await server.call(`/v1/eincomes?${name}=${month}`);
      expect([status, body.message]).toEqual([400, expect.stringMatching(`^${name}: .*YYYY-MM`)]);
    }
  });

  test.each(['FOO', 'get', 'BATCH-GET'])(
    'the method %s, which Node does not know, gets 501',
    async (method) => {
      const raw = await speak(server, `${method} /v1/users?a=b HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(raw).toMatch(/^HTTP\/1.1 501 [\s\S]*"UNSUPPORTED_METHOD"/);
    },
  );

  test.each(['\x16\x03\x01\x02\x00\x01', 'FOO /v1/users\r\n\r\n', 'FOO /v1/users HTTP/9\r\n\r\n'])(
    '%j is no request',
    async (bytes) => {
      expect(await speak(server, bytes)).toMatch(/^HTTP\/1.1 400 [\s\S]*not a valid HTTP request/);
    },
  );

  test('several blanks may precede credentials', async () => {
    for (const authorization of [basic.replace(' ', '   '), basic.replace('Basic ', 'bAsIc  ')]) {
      const read = await server.call('/v1/users', { as: null, headers: { authorization } });
      const publish = { method: 'POST', as: null, headers: { authorization }, body: record() };
      expect([read.status, (await server.call('/v1/events', publish)).status]).toEqual([200, 201]);
    }
  });

  test.each([
    [{ accountId: 'a-1' }, 'accountId: has to be a- and 32 hexadecimal digits'],
    [{ userId: 'somebody' }, 'userId: does not match the required format (The id of the user: '],
    [{ accountId: undefined }, 'accountId: is missing'],
    [{ providers: [7] }, 'providers[0]: has to be a string, not a number'],
    [{ unheardOf: 1 }, 'unheardOf: is not a field of ACCOUNT_CONNECTED'],
  ])('an event with the data %j is refused in words, without a pattern', async (change, message) => {
    const data = {
      userId: exampleUserId,
      accountId: exampleId('account'),
      loginName: 'n',
      providers: ['p'],
      ...change,
    };
    const { status, body } = await post('events', { type: 'ACCOUNT_CONNECTED', data });
    expect([status, body.message]).toEqual([400, expect.stringContaining(`data.${message}`)]);
    expect(body.message).not.toContain('^');
  });

  test('a byte order mark before JSON is accepted', async () => {
    const { status } = await send(Buffer.from(`\ufeff${JSON.stringify(record())}`));
    expect(status).toBe(201);
  });

  test.each(['ISO-8859-1', 'utf-16', '"utf-16le"', 'us-ascii', ''])(
    'the charset %s is refused before the body is read',
    async (charset) => {
      const { status, body } = await send(Buffer.from(JSON.stringify(record())), charset);
      expect([status, body.code]).toEqual([415, 'UNSUPPORTED_TYPE']);
    },
  );

  test('a charset is ignored without a body', async () => {
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
    expect((await server.call('/v1/users', { headers })).status).toBe(200);
    expect((await server.call('/v1/users', { method: 'POST', headers })).status).toBe(201);
  });

  test.each(['gzip', 'GZIP', 'br', 'deflate', 'identity, gzip', 'x-unknown'])(
    'a body with the encoding %s is refused as such, and not as damaged text',
    async (encoding) => {
      for (const path of ['/v1/users', '/v1/events', '/v1/events/batch', '/v1/archives']) {
        const { status, body } = await server.call(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': encoding },
          body: '{}',
        });
        expect([path, status, body.message]).toEqual([path, 415, expect.stringContaining('compressed')]);
      }
    },
  );

  test('the encoding identity is accepted', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'Identity' };
    expect((await server.call('/v1/users', { method: 'POST', headers, body: '{}' })).status).toBe(201);
  });

  const types = ['application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream', 'nonsense'];
  test.each(types)('without a body, the content type %s is ignored', async (type) => {
    const headers = { 'content-type': type };
    const { body: user } = await server.call('/v1/users', { method: 'POST', headers });
    const { id } = user.data.user;
    for (const path of [`/v1/tokens?userId=${id}`, `/v1/users/${id}/resetSession`])
      expect([path, (await server.call(path, { method: 'POST', headers })).body.message]).toEqual([
        path,
        expect.stringMatching(/^(Created|Done)\.$/),
      ]);
    expect((await server.call(`/v1/users/${id}`, { method: 'DELETE', headers })).status).toBe(200);
    const refused = await server.call('/v1/users', { method: 'POST', headers, body: '{}' });
    expect([refused.status, refused.body.code]).toEqual([415, 'UNSUPPORTED_TYPE']);
  });

  test.each([...types.filter((type) => type.includes('/')), undefined])(
    'the content type %s is ignored if the body has no chunks, and refused otherwise',
    async (type) => {
      const statusOf = async (path: string, body: string) => {
        const headers = {
          authorization: basic,
          'transfer-encoding': 'chunked',
          ...(type !== undefined && { 'content-type': type }),
        };
        const sent = request(`${server.url}${path}`, { method: 'POST', headers }).end(body);
        const [response] = (await once(sent, 'response')) as [IncomingMessage];
        response.resume();
        return response.statusCode;
      };
      expect([await statusOf('/v1/users', ''), await statusOf('/v1/events/batch', '')]).toEqual([201, 400]);
      for (const path of ['/v1/users', '/v1/events', '/v1/events/batch', '/v1/tokens?userId=x'])
        expect([path, await statusOf(path, '{}')]).toEqual([path, 415]);
    },
  );

  test.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8'])('the charset %s is accepted', async (charset) => {
    expect((await send(Buffer.from(JSON.stringify(record())), charset)).status).toBe(201);
  });

  test('half of a surrogate pair is refused in names and values, and a whole one is accepted', async () => {
    for (const text of ['"\\ud800"', '"a\\udc00b"', '"\\udc00\\ud800"']) {
      const body = `{"type":"RECORD_CREATED","data":{"recordId":${text},"recordType":null}}`;
      expect((await server.call('/v1/events', { method: 'POST', body })).status).toBe(400);
      const named = `{"externalMetadata":{${text}:"x"}}`;
      expect((await server.call('/v1/users', { method: 'POST', body: named })).status).toBe(400);
    }
    const { body } = await post('events', record({ recordId: 'é\u{1f600}\u2028' }));
    expect((await get(`events/${body.data.id}`)).body.data.data.recordId).toBe('é\u{1f600}\u2028');
  });

  test('a number that JSON cannot represent is refused', async () => {
    const body =
      '{"name":"a","url":"http://127.0.0.1:8099/","eventTypes":["ALL_EVENTS"],"active":true,"secret":"a secret of this test","filter":{"a":1e400}}';
    expect((await server.call('/v1/webhooks', { method: 'POST', body })).status).toBe(400);
  });

  test('headers that break a rule are refused by name, and not stored', async () => {
    for (const [headers, named] of [
      [{ 'Transfer-Encoding ': 'chunked' }, 'Transfer-Encoding '],
      [{ 'x y': { a: 1 } }, 'x y'],
      [{ '': 'b' }, 'headers'],
      [{ é: '1' }, 'é'],
      [{ smile_signature: 'x' }, 'smile_signature'],
      [{ 'x-key': 'x'.repeat(8193) }, 'x-key'],
      [{ 'x-key': 'a\r\nb' }, 'x-key'],
    ] as const) {
      const { status, body } = await register({ headers });
      expect([status, body.message]).toEqual([400, expect.stringContaining(named)]);
    }
    expect((await register({ headers: { 'x-key': 'x'.repeat(8192) } })).status).toBe(200);
    expect((await register({ filter: { ['x'.repeat(101)]: 1 } })).status).toBe(400);
    expect((await register({ filter: { '': 1 } })).status).toBe(400);
  });

  test('a URL is stored as it was parsed', async () => {
    const { body } = await register({ url: ' HTTP://127.0.0.1:08099/a\nb ' });
    expect(body.data.url).toBe('http://127.0.0.1:8099/ab');
  });

  const basic = `Basic ${Buffer.from('sandbox:a sandbox secret').toString('base64')}`;

  async function send(bytes: Buffer, charset?: string) {
    const type = charset === undefined ? 'application/json' : `application/json; charset=${charset}`;
    const response = await fetch(`${server.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: basic, 'content-type': type },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as { code: string; message: string } };
  }
});

/** Sends a malformed request, which no HTTP client would send. */
function speak(server: TestServer, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let response = '';
    connect(Number(new URL(server.url).port), '127.0.0.1')
      .on('data', (part) => {
        response += part;
      })
      .on('end', () => resolve(response))
      .on('error', reject)
      .end(Buffer.from(request, 'latin1'));
  });
}
