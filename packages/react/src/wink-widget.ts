import { useEffect } from 'react';
import { type UseSmileLinkOptions, useSmileLink } from './use-smile-link.ts';

export interface WinkWidgetProps extends UseSmileLinkOptions {
  /** Called if the script did not load, so the widget cannot be shown. */
  onLoadError?: (error: Error) => void;
}

/**
 * Mounting this component opens the widget, and unmounting removes it: `{isLinking && <WinkWidget ... onClose={() =>
 * setLinking(false)} />}`.
 */
export function WinkWidget({ onLoadError, ...options }: WinkWidgetProps): null {
  const { open, ready, error } = useSmileLink(options);
  useEffect(() => {
    if (ready) open();
  }, [ready, open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each error is reported once, to the latest listener
  useEffect(() => {
    if (error) onLoadError?.(error);
  }, [error]);
  return null;
}
