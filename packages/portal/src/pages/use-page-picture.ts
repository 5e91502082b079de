import type { Mode } from '@winkwire/contract/modes';
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, requestPicture } from '../api/request.ts';

interface PagePicture {
  path: string;
  bitmap?: ImageBitmap;
  failure?: ApiFailure;
}

export function usePagePicture(mode: Mode, path: string) {
  const [picture, setPicture] = useState<PagePicture>({ path });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const { signal, abort } = withAbort();
    let shown: ImageBitmap | undefined;
    setPicture({ path });
    requestPicture(mode, path, signal).then(
      (bitmap) => {
        if (signal.aborted) return bitmap.close();
        shown = bitmap;
        setPicture({ path, bitmap });
      },
      (failure: unknown) => {
        if (signal.aborted) return;
        if (!(failure instanceof ApiFailure)) throw failure;
        setPicture({ path, failure });
      },
    );
    return () => {
      abort();
      // A bitmap that is not closed keeps megabytes of pixels in memory until the garbage collector runs.
      shown?.close();
    };
  }, [mode, path, attempt]);
  return { ...(picture.path === path ? picture : { path }), retry: () => setAttempt(attempt + 1) };
}

function withAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
