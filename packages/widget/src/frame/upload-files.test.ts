import { afterEach, expect, test, vi } from 'vitest';
import { uploadFiles } from './upload-files.ts';
import { WidgetClient } from './widget-client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/**
 * Makes an upload that the server refuses because of this fault in the file at position 1. Returns what the upload has
 * reported.
 */
async function uploadRefused(fault: string) {
  const reports: unknown[] = [];
  const headers: Record<string, string> = { 'winkwire-fault': fault, 'winkwire-file': '1' };
  // Node has no XMLHttpRequest.
  class Request {
    upload = {};
    status = 400;
    responseText = '{"code":"INVALID_PARAMETERS"}';
    onload = () => {};
    open() {}
    send() {
      this.onload();
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
    files: [],
    onProgress: () => {},
    onFinished: () => {},
    onFailed: (failure) => reports.push(failure),
    onRefused: (...refusal) => reports.push(refusal),
  });
  await vi.waitFor(() => expect(reports).toHaveLength(1));
  return reports[0];
}

test('a file that the server refuses is reported with its position and its fault', async () => {
  expect(await uploadRefused('TOO_MANY_PAGES')).toEqual([1, 'TOO_MUCH']);
  expect(await uploadRefused('TOO_LARGE_AS_JPG')).toEqual([1, 'TOO_LARGE_AS_JPG']);
});

test('a fault that this version does not know is reported as the code of the response', async () => {
  for (const fault of ['', 'NEW_ONE', 'constructor', '__proto__'])
    expect(await uploadRefused(fault)).toBe('INVALID_PARAMETERS');
});
