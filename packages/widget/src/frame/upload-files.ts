import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import type { FailureCode } from './chart-vocabulary.ts';
import type { FileFault, PickedFile } from './picked-file.ts';
import type { WidgetClient } from './widget-client.ts';

interface Upload {
  client: WidgetClient;
  fileType: string;
  files: PickedFile[];
  /** `share` is the part of the bytes that has been sent, from 0 to 1. */
  onProgress: (share: number) => void;
  onFinished: (progress: ArchiveProgress) => void;
  onFailed: (failure: FailureCode) => void;
  onRefused: (position: number, fault: FileFault) => void;
}

/** The fault of a file, by the value of the header `winkwire-fault`. */
const faults = new Map<string | null, FileFault>([
  ['EMPTY', 'EMPTY'],
  ['TOO_LARGE', 'TOO_LARGE'],
  ['TOO_LARGE_AS_JPG', 'TOO_LARGE_AS_JPG'],
  ['TOO_LARGE_DECODED', 'TOO_MUCH'],
  ['TOO_MANY_PAGES', 'TOO_MUCH'],
  ['ENCRYPTED', 'LOCKED'],
  ['UNSUPPORTED', 'FORMAT'],
  ['CORRUPT', 'DAMAGED'],
  ['BROKEN', 'DAMAGED'],
  ['TIMEOUT', 'TOO_SLOW'],
]);

/** Uses XMLHttpRequest, because `fetch` reports no progress. Returns a function that cancels the upload. */
export function uploadFiles(upload: Upload): () => void {
  const form = new FormData();
  form.append('fileType', upload.fileType);
  for (const file of upload.files) form.append('file', file.blob, file.name);
  const request = new XMLHttpRequest();
  let isCancelled = false;

  const send = async () => {
    await upload.client.whenSessionValid();
    if (isCancelled) return;
    request.open('POST', upload.client.urlOf('archives'));
    for (const [name, value] of Object.entries(upload.client.authorization)) {
      request.setRequestHeader(name, value);
    }
    request.send(form);
  };
  request.upload.onprogress = ({ loaded, total }) => total > 0 && upload.onProgress(loaded / total);
  request.onerror = async () => {
    const position = await findGone(upload.files);
    if (isCancelled) return;
    if (position < 0) upload.onFailed('NETWORK');
    else upload.onRefused(position, 'GONE');
  };
  request.onload = () => {
    const response = upload.client.read<ArchiveProgress>(request.status, request.responseText);
    if ('data' in response) return upload.onFinished(response.data);
    const fault = faults.get(request.getResponseHeader('winkwire-fault'));
    if (fault) return upload.onRefused(Number(request.getResponseHeader('winkwire-file')), fault);
    if (response.failure !== 'INVALID_TOKEN') return upload.onFailed(response.failure);
    upload.client.expire();
    void send();
  };
  void send();
  return () => {
    isCancelled = true;
    request.abort();
  };
}

/**
 * The position of the first file that was changed or deleted after it was chosen, or -1 if there is none. The browser
 * reports such a file as a network error.
 */
async function findGone(files: PickedFile[]): Promise<number> {
  const isGone = await Promise.all(
    files.map(({ blob }) =>
      blob
        .slice(0, 1)
        .arrayBuffer()
        .then(
          () => false,
          () => true,
        ),
    ),
  );
  return isGone.indexOf(true);
}
