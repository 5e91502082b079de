import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChartContext, ChartEvent } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';
import type { ChartSnapshot } from './ui-events.ts';

export interface Widget {
  snapshot: ChartSnapshot;
  context: ChartContext;
  send: (event: ChartEvent) => void;
  texts: Texts;
  /** BCP 47 tag of the texts. */
  language: string;
  company: string;
  /** Whether the flow is in this child of its present screen: `sending`, `confirming`, ... */
  isIn: (child: string) => boolean;
  can: (event: ChartEvent) => boolean;
}

export const WidgetContext = createContext<Widget | null>(null);

/** What a screen knows and may do. */
export function useWidget(): Widget {
  const widget = useContext(WidgetContext);
  if (!widget) throw new Error('A screen was rendered outside of the widget.');
  return widget;
}
