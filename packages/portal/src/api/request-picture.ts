import type { Mode } from '@winkwire/contract/modes';
import { ApiFailure } from './request.ts';

export async function requestPicture(mode: Mode, path: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(path, {
    headers: { 'winkwire-mode': mode },
    credentials: 'same-origin',
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new ApiFailure('UNREACHABLE', 'The server is not responding. Check that it is running.');
  });
  if (response.ok) return createImageBitmap(await response.blob());
  const { code, message, requestId } = await response.json();
  throw new ApiFailure(code, message, requestId);
}
