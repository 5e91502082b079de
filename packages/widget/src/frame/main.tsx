// biome-ignore-all lint/style/noNonNullAssertion: the page has the element, and the list of snapshots is never empty
import { type FrameMessage, isHostMessage } from '@winkwire/contract/host-messages';
import { findLanguage, type Language } from '@winkwire/contract/languages';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';
import { render } from 'preact';
import { createActor, waitFor } from 'xstate';
import { Acknowledgements } from './acknowledgements.ts';
import { App, isLaterScreen, type LaterScreens } from './app.tsx';
import { applyTheme, showScheme } from './apply-theme.ts';
import { CallbackForwarder } from './callback-forwarder.ts';
import { chart } from './chart.ts';
import type { Announcement } from './chart-vocabulary.ts';
import { connectToHost } from './connect-to-host.ts';
import { embedding } from './embedding.ts';
import { ignoreSecondTaps } from './ignore-second-taps.ts';
import { isComposing } from './is-composing.ts';
import { ownPageUrl } from './own-page-url.ts';
import { provideActors } from './provide-actors.ts';
import { readAloud } from './screen-reader.ts';
import { sendHeartbeats } from './send-heartbeats.ts';
import { signInPopup } from './sign-in-popup.ts';
import { signInTab } from './sign-in-tab.ts';
import { type LoadedLanguage, loadTexts } from './texts/load-texts.ts';
import { type ChartSnapshot, newAnnouncements, shownView } from './ui-events.ts';
import { WidgetClient } from './widget-client.ts';
import './styles/main.css';

// The texts load at once. The page's options may name another language later.
const preferredLanguage = (locale?: string | null) => findLanguage([locale, ...navigator.languages]);
void loadTexts(preferredLanguage(embedding.locale));
document.documentElement.classList.toggle('inline', embedding.isInline);
// The frame was opened in a tab of its own. The hosted page shows that the link is incomplete.
if (parent === window) location.replace(new URL('../connect/', location.href));
const { port, hostOrigin } = await connectToHost(window);
port.onmessage = async ({ data }) => {
  if (!isHostMessage(data) || data.type !== 'open') return;
  const { options, canRenew, wantsEvents = false, returnCode, prefersDark = false } = data;
  let chartEvents: typeof import('./chart-events.ts') | null = null;
  const loadingEvents = wantsEvents ? import('./chart-events.ts') : null;
  const pageUrl = ownPageUrl(data.pageUrl, window);
  const preferred = preferredLanguage(options.locale);
  const loading = loadTexts(preferred);
  showScheme(options.theme ?? 'auto', prefersDark);

  const client = new WidgetClient({
    apiUrl: new URL('api/', location.href.split('#')[0]).href,
    hostOrigin,
    language: preferred?.language ?? 'en',
    onExpired: () => actor.send({ type: 'token.expired' }),
  });
  let secondTapTime = () => 0;
  const acknowledgements = new Acknowledgements(client);
  const forwarder = new CallbackForwarder({
    post: (message) =>
      message.type === 'closed'
        ? setTimeout(() => port.postMessage(message), secondTapTime())
        : port.postMessage(message),
    client,
    acknowledgements,
    ...(wantsEvents && { pageEvent: (record, place) => chartEvents?.pageEvent(record, place) }),
  });
  sendHeartbeats(client, () => forwarder.hasEnded);
  const actor = createActor(chart.provide({ actors: provideActors(client) }), {
    input: { options, canRenew, pageUrl, returnCode },
    // `subscribe` would pass the snapshots without their events.
    inspect(inspected) {
      if (inspected.type !== '@xstate.snapshot' || inspected.actorRef !== actor) return;
      const snapshot = inspected.snapshot as ChartSnapshot;
      // Drawing is deferred. An event that Preact causes while it renders would start a nested render and break the
      // tree.
      waiting.push({ snapshot, event: inspected.event });
      if (!isFlushing) queueMicrotask(flush);
      isFlushing = true;
    },
  });

  port.onmessage = ({ data: message }) => {
    if (!isHostMessage(message)) return;
    if (message.type === 'acknowledge') forwarder.acknowledged(message.eventId);
    if (message.type === 'update-token') actor.send({ type: 'token.updated', userToken: message.userToken });
    if (message.type === 'request-close') {
      actor.send({ type: 'closing.requested', reason: 'close', force: message.force === true });
    }
  };
  document.addEventListener('keydown', (event) => {
    // ESC does not close the widget while a sheet is open, or while a keyboard composes a word.
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (embedding.isInline || document.querySelector('dialog[open]')) return;
    actor.send({ type: 'closing.requested', reason: 'close' });
  });
  addEventListener('pagehide', ({ persisted }) => {
    signInPopup.close();
    // The session must not end if the browser may restore this page, or if the user is signing in at a provider.
    if (persisted || signInTab.isLeaving) acknowledgements.flush();
    else {
      announce(waiting.splice(0));
      forwarder.sessionAbandoned();
    }
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    signInTab.returned();
    actor.send({ type: 'tab.returned' });
  });

  let language = await loading;
  const showLanguage = (loaded: LoadedLanguage) => {
    language = loaded;
    document.documentElement.lang = language.tag;
    document.documentElement.dir = language.texts.direction;
  };
  showLanguage(language);
  const chooseLanguage = async (chosen: Language) => {
    // The texts and the consent have to change together.
    const changed = await Promise.all([
      loadTexts({ language: chosen, tag: chosen }),
      client.chooseLanguage(chosen).catch(() => null),
    ]);
    showLanguage(changed[0]);
    actor.send({ type: 'language.changed', language: chosen, consent: changed[1]?.consent });
    readAloud(language.texts.language.changed);
  };
  const root = document.getElementById('app')!;
  // Changes when the screen shows something new, such as another challenge.
  const shownKey = () => {
    const { value, context } = actor.getSnapshot();
    return JSON.stringify([value, context.account?.challenge?.challengeId]);
  };
  let before: ChartSnapshot | null = null;
  let laterScreens: LaterScreens | null = null;
  let isLoadingLater = false;
  let isFlushing = false;
  let isDrawn = false;
  const waiting: { snapshot: ChartSnapshot; event: { type: string } }[] = [];
  let theme: WidgetTheme | undefined;
  const draw = (snapshot: ChartSnapshot) => {
    const own = snapshot.context.session?.theme;
    if (own && !theme) applyTheme(own, prefersDark);
    theme ??= own;
    render(<App {...{ snapshot, laterScreens, language, chooseLanguage }} send={actor.send} />, root);
  };
  const announce = (steps: typeof waiting) => {
    for (const { snapshot, event } of steps) {
      const events = before
        ? (chartEvents?.eventsOfTransition({ before, after: snapshot, event, shownView }) ?? [])
        : [];
      const announcements: Announcement[] = [
        ...events.map((happened) => ({ kind: 'event' as const, event: happened })),
        ...newAnnouncements(before, snapshot),
      ];
      for (const announcement of announcements) forwarder.forward(announcement, snapshot.context.session);
      before = snapshot;
    }
  };
  const flush = () => {
    isFlushing = false;
    // The screen is drawn before it is announced, because the callback means that the screen is visible.
    const latest = waiting.at(-1)?.snapshot;
    if (!latest) return;
    // Drawing may cause another snapshot, which is drawn and announced next.
    const { length } = waiting;
    draw(latest);
    if (!isDrawn) port.postMessage({ type: 'drawn' } satisfies FrameMessage);
    isDrawn = true;
    if (!laterScreens && isLaterScreen(shownView(latest))) return void loadLater();
    // The later screens load when the first screen is shown. They also load if the token cannot be used, because the
    // sheet that reports this is one of them.
    const isFirstShown = (snapshot: ChartSnapshot) =>
      shownView(snapshot) !== 'loading' || !snapshot.matches({ shown: { session: 'valid' } });
    if (isFirstShown(latest)) void loadLater();
    announce(waiting.splice(0, length));
  };
  // If the later screens were loaded at the start, they would delay the first screen on a slow phone.
  const loadLater = async () => {
    if (isLoadingLater) return;
    isLoadingLater = true;
    secondTapTime = ignoreSecondTaps(root, shownKey, performance.now());
    laterScreens = await loadLaterScreens();
    if (waiting.length > 0) flush();
    else draw(actor.getSnapshot());
  };
  chartEvents = (await loadingEvents?.catch(() => null)) ?? null;
  actor.start();
  // The user may have chosen this language before the sign-in at a provider.
  const hasSession = (snapshot: ChartSnapshot) => snapshot.context.session !== null;
  const opened = await waitFor(actor, hasSession).catch(() => null);
  const chosen = opened?.context.session?.language;
  if (!chosen || chosen === language.language) return;
  showLanguage(await loadTexts({ language: chosen, tag: chosen }));
  draw(actor.getSnapshot());
};

async function loadLaterScreens(): Promise<LaterScreens> {
  for (;;) {
    try {
      return (await import('./screens/later-screens.ts')).laterScreens;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}
