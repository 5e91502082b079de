import { useState } from 'preact/hooks';
import { ApiFailure } from '../api/request.ts';
import { toast } from './toast.tsx';

/** While the work runs, further clicks are ignored. If the work rejects with ApiFailure, a toast shows the message. */
export function useClick<Given extends unknown[]>(
  work: (...given: Given) => unknown,
): { busy: boolean; click: (...given: Given) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const click = async (...given: Given) => {
    if (busy) return;
    setBusy(true);
    try {
      await work(...given);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      toast(cause.message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, click };
}
