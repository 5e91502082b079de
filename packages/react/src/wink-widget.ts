import { useEffect } from 'react';
import { type UseSmileLinkOptions, useSmileLink } from './use-smile-link.ts';

export interface WinkWidgetProps extends UseSmileLinkOptions {
  /** Called if the script did not load. The widget cannot be shown then. */
  onLoadError?: (error: Error) => void;
}

/**
 * Opens the widget as soon as the script has loaded and there is a token. Removes the widget when this component is
 * unmounted: `{isLinking && <WinkWidget ... onClose={() => setLinking(false)} />}`.
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
