import { afterEach, expect, test, vi } from 'vitest';
import { uploadFiles } from './upload-files.ts';
import { WidgetClient } from './widget-client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** 0 if the browser cannot complete the request. */
interface Outcome {
  status: number;
  responseText?: string;
  headers?: Record<string, string>;
}

async function uploadEnding(
  { status, responseText = '', headers = {} }: Outcome,
  blobs: Pick<Blob, 'slice'>[] = [],
) {
  const reports: unknown[] = [];
  // Node has no XMLHttpRequest.
  class Request {
    upload = {};
    status = status;
    responseText = responseText;
    onload = () => {};
    onerror = () => {};
    open() {}
    send() {
      if (status === 0) this.onerror();
      else this.onload();
    }
    getResponseHeader = (name: string) => headers[name] ?? null;
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  const settings = {
    apiUrl: 'https://wink.example/',
    hostOrigin: '',
    language: 'en',
    onExpired() {},
  } as const;
  uploadFiles({
    client: new WidgetClient(settings),
    fileType: 'PAYSLIP',
    files: blobs.map((blob, id) => ({ id, name: 'a.pdf', size: 1, fault: null, blob: blob as Blob })),
    onProgress: () => {},
    onFinished: () => {},
    onFailed: (failure) => reports.push(failure),
    onRefused: (...refusal) => reports.push(refusal),
  });
  await vi.waitFor(() => expect(reports).toHaveLength(1));
  return reports[0];
}

/** The server finds this fault in the file at position 1. */
const uploadRefused = (fault: string) =>
  uploadEnding({
    status: 400,
    responseText: '{"code":"INVALID_PARAMETERS"}',
    headers: { 'winkwire-fault': fault, 'winkwire-file': '1' },
  });

test('a file that the server refuses is reported with its position and its fault', async () => {
  expect(await uploadRefused('TOO_MANY_PAGES')).toEqual([1, 'TOO_MUCH']);
  expect(await uploadRefused('TOO_LARGE_AS_JPG')).toEqual([1, 'TOO_LARGE_AS_JPG']);
});

test('a fault that this version does not know is reported as the code of the response', async () => {
  for (const fault of ['', 'NEW_ONE', 'constructor', '__proto__'])
    expect(await uploadRefused(fault)).toBe('INVALID_PARAMETERS');
});

test('a file that was changed or deleted after it was chosen is named, and not the network', async () => {
  const there = new File(['x'], 'there.pdf');
  const gone = new File(['x'], 'gone.pdf');
  gone.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('gone')) });
  expect(await uploadEnding({ status: 0 }, [there, gone])).toEqual([1, 'GONE']);
  expect(await uploadEnding({ status: 0 }, [there])).toBe('NETWORK');
});

test('an upload that is too large for a proxy is not taken for a fault of the network', async () => {
  expect(await uploadEnding({ status: 413, responseText: '<html>' })).toBe('TOO_LARGE');
});
