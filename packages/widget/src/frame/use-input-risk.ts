import { useLayoutEffect } from 'preact/hooks';
import { useWidget } from './use-widget.ts';

/**
 * Reports whether closing would lose input. The report is sent in a layout effect, which runs before the user can press
 * ESC.
 */
export function useInputRisk(atRisk: boolean): void {
  const { send } = useWidget();
  useLayoutEffect(() => send({ type: 'input.changed', atRisk }), [atRisk]);
}
