import { useLayoutEffect } from 'preact/hooks';
import { useWidget } from './use-widget.ts';

/**
 * Reports in a layout effect whether input would be lost. A plain effect would run only after the next paint, and ESC
 * could close the widget before that.
 */
export function useInputRisk(atRisk: boolean): void {
  const { send } = useWidget();
  useLayoutEffect(() => send({ type: 'input.changed', atRisk }), [atRisk]);
}
