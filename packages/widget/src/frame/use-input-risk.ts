import { useLayoutEffect } from 'preact/hooks';
import { useWidget } from './use-widget.ts';

/**
 * Tells the chart whether closing now would lose what was typed. In a layout effect: a plain one waits for the next
 * painting, and an ESC before that would close without a question.
 */
export function useInputRisk(atRisk: boolean): void {
  const { send } = useWidget();
  useLayoutEffect(() => send({ type: 'input.changed', atRisk }), [atRisk]);
}
