import { useLayoutEffect } from 'preact/hooks';
import { useWidget } from './use-widget.ts';

/**
 * Reports to the chart whether closing now would lose typed input. It uses a layout effect: a plain effect runs after
 * the next paint, and an ESC before that would close the widget without asking.
 */
export function useInputRisk(atRisk: boolean): void {
  const { send } = useWidget();
  useLayoutEffect(() => send({ type: 'input.changed', atRisk }), [atRisk]);
}
