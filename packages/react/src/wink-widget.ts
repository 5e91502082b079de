import { useEffect } from 'react';
import { type UseSmileLinkOptions, useSmileLink } from './use-smile-link.ts';

export interface WinkWidgetProps extends UseSmileLinkOptions {
  /** The script did not load, so nothing can be shown. */
  onLoadError?: (error: Error) => void;
}

/** The widget, open for as long as this is mounted: `{isLinking && <WinkWidget ... onClose={() => setLinking(false)} />}`. */
export function WinkWidget({ onLoadError, ...options }: WinkWidgetProps): null {
  const { open, ready, error } = useSmileLink(options);
  useEffect(() => {
    if (ready) open();
  }, [ready, open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an error is told once, to whoever listens then
  useEffect(() => {
    if (error) onLoadError?.(error);
  }, [error]);
  return null;
}
