import { useState } from 'preact/hooks';
import { ApiFailure } from '../api/request.ts';
import { toast } from './toast.tsx';

/**
 * Runs the work of a button. While the work is running, `busy` is true and further clicks are ignored, so that no work
 * starts twice. If the work rejects with ApiFailure, a toast shows its message.
 */
export function useClick(work: () => unknown): { busy: boolean; click: () => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      toast(cause.message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, click };
}
