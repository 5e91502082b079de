import { useLayoutEffect } from 'preact/hooks';
import { useWidget } from './use-widget.ts';

/**
 * Reports to the chart whether typed input or chosen files would be lost if the widget closed now. The report is a layout
 * effect, because a plain effect runs only after the next paint. If the user pressed ESC before the plain effect
 * ran, the widget would close without a question.
 */
export function useInputRisk(atRisk: boolean): void {
  const { send } = useWidget();
  useLayoutEffect(() => send({ type: 'input.changed', atRisk }), [atRisk]);
}
