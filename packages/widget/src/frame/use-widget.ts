import type { Language } from '@winkwire/contract/languages';
import { createContext, type FunctionComponent } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChartContext, ChartEvent } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';
import type { ChartSnapshot } from './ui-events.ts';

export interface Widget {
  snapshot: ChartSnapshot;
  context: ChartContext;
  send: (event: ChartEvent) => void;
  texts: Texts;
  /** The BCP 47 tag for `Intl`. */
  language: string;
  shownLanguage: Language;
  chooseLanguage: (language: Language) => void;
  /** Undefined until the later screens are loaded. */
  LanguageSheet: FunctionComponent<{ onClose: () => void }> | undefined;
  company: string;
  /** Whether the innermost active state of the flow is `child`, such as `sending`. */
  isIn: (child: string) => boolean;
  can: (event: ChartEvent) => boolean;
}

export const WidgetContext = createContext<Widget | null>(null);

export function useWidget(): Widget {
  const widget = useContext(WidgetContext);
  if (!widget) throw new Error('useWidget() found no widget. Render screens inside App.');
  return widget;
}
