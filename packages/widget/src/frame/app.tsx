import type { Language } from '@winkwire/contract/languages';
import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ChartEvent, View } from './chart-vocabulary.ts';
import { clearReadAloud } from './screen-reader.ts';
import type { ClosingStep } from './screens/confirm-close-sheet.tsx';
import { ConsentScreen } from './screens/consent-screen.tsx';
import { FailedScreen } from './screens/failed-screen.tsx';
import { LoadingScreen } from './screens/loading-screen.tsx';
import { LoginScreen } from './screens/login-screen.tsx';
import { ProviderListScreen } from './screens/provider-list-screen.tsx';
import { isOfProvider, motionBetween, progressOf } from './steps.ts';
import type { LoadedLanguage } from './texts/load-texts.ts';
import { type ChartSnapshot, shownView } from './ui-events.ts';
import { type Widget, WidgetContext } from './use-widget.ts';

const firstScreens = {
  loading: LoadingScreen,
  failed: FailedScreen,
  consent: ConsentScreen,
  providerList: ProviderListScreen,
  login: LoginScreen,
  closed: () => null,
};

/** True if the screen of this view is loaded after the first screen. */
export const isLaterScreen = (view: View): boolean => !(view in firstScreens);

export type LaterScreens = Record<Exclude<View, keyof typeof firstScreens>, FunctionComponent> & {
  confirmClose: FunctionComponent<{ step: ClosingStep }>;
  expired: FunctionComponent<{ hasEnded: boolean }>;
  languageSheet: NonNullable<Widget['LanguageSheet']>;
};

interface AppProps {
  snapshot: ChartSnapshot;
  send: (event: ChartEvent) => void;
  language: LoadedLanguage;
  chooseLanguage: (language: Language) => void;
  /** The screens that load after the first one. Null until they are loaded. */
  laterScreens: LaterScreens | null;
}

export function App({ snapshot, send, language, chooseLanguage, laterScreens }: AppProps) {
  const view = shownView(snapshot);
  const screenOf: Partial<Record<View, FunctionComponent>> = { ...laterScreens, ...firstScreens };
  const ShownScreen = screenOf[view] ?? LoadingScreen;
  const widget = useMemo<Widget>(
    () => ({
      snapshot,
      context: snapshot.context,
      send,
      texts: language.texts,
      language: language.formats,
      shownLanguage: language.language,
      chooseLanguage,
      LanguageSheet: laterScreens?.languageSheet,
      company: snapshot.context.session?.companyName ?? '',
      isIn: (child) => isInChild(snapshot.value, child),
      can: (event) => snapshot.can(event),
    }),
    [snapshot, send, language, laterScreens],
  );
  const shown = useRef<{ view: View; motion: string }>({ view, motion: 'fade' });
  if (shown.current.view !== view) shown.current = { view, motion: motionBetween(shown.current.view, view) };
  // A layout effect clears the old text before the new screen sets its own text to read aloud.
  useLayoutEffect(clearReadAloud, [view]);
  if (view === 'closed') return null;
  const step = closingStep(snapshot);
  const ConfirmClose = laterScreens?.confirmClose;
  const Expired = laterScreens?.expired;
  const { provider, account } = snapshot.context;
  const brand = isOfProvider(view) ? provider?.colour : undefined;
  return (
    <WidgetContext.Provider value={widget}>
      <main class="card" aria-labelledby="heading" style={{ '--brand': brand }}>
        <div class="progress" aria-hidden="true">
          <i style={{ inlineSize: `${progressOf[view] * 100}%` }} />
        </div>
        <div
          class={`screen is-${shown.current.motion}${brand ? ' has-brand' : ''}`}
          // Each challenge gets a new, empty form.
          key={view === 'mfa' ? `mfa ${account?.challenge?.challengeId}` : view}
        >
          <ShownScreen />
        </div>
      </main>
      {!isInSession(snapshot, 'valid') && Expired && <Expired hasEnded={isInSession(snapshot, 'ended')} />}
      {step && ConfirmClose && <ConfirmClose step={step} />}
    </WidgetContext.Provider>
  );
}

function closingStep(snapshot: ChartSnapshot): ClosingStep | null {
  const isIn = (closing: 'stopping' | { confirming: 'asking' | 'failed' }) =>
    snapshot.matches({ shown: { closing } });
  if (isIn({ confirming: 'asking' })) return 'asking';
  if (isIn({ confirming: 'failed' })) return 'failed';
  return isIn('stopping') ? 'stopping' : null;
}

const isInSession = (snapshot: ChartSnapshot, session: 'valid' | 'ended') =>
  snapshot.matches({ shown: { session } });

function isInChild(value: ChartSnapshot['value'], child: string): boolean {
  let inner: unknown = typeof value === 'object' ? value.shown?.flow : undefined;
  while (typeof inner === 'object' && inner !== null) inner = Object.values(inner)[0];
  return inner === child;
}
