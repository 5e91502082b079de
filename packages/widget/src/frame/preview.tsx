// biome-ignore-all lint/style/noNonNullAssertion: the page has the element
import { isPreviewMessage } from '@winkwire/contract/preview-messages';
import { render } from 'preact';
import { createActor } from 'xstate';
import { App } from './app.tsx';
import { applyTheme } from './apply-theme.ts';
import { chart } from './chart.ts';
import { previewActors } from './preview-actors.ts';
import { laterScreens } from './screens/later-screens.ts';
import { loadTexts } from './texts/load-texts.ts';
import './styles/main.css';

/* Shows how a theme looks in the portal. The screens are real, but the data is not, and no input is sent. */
let language = await loadTexts(null);
const root = document.getElementById('app')!;
let isShown = false;

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent || !isPreviewMessage(data)) return;
  // The previous theme may have set properties that this theme does not set.
  document.documentElement.removeAttribute('style');
  applyTheme(data.theme, data.prefersDark);
  if (!isShown) show(data.companyName);
  isShown = true;
});
parent.postMessage({ winkwire: 1, type: 'preview-ready' }, location.origin);

function show(companyName: string): void {
  const options = { userToken: '', companyName };
  const actor = createActor(chart.provide({ actors: previewActors(companyName) }), {
    input: { options, canRenew: false, pageUrl: null },
  });
  const draw = () =>
    render(
      <App
        {...{ snapshot: actor.getSnapshot(), language, laterScreens }}
        chooseLanguage={async (chosen) => {
          language = await loadTexts({ language: chosen, tag: chosen });
          document.documentElement.lang = language.tag;
          document.documentElement.dir = language.texts.direction;
          actor.send({ type: 'language.changed', language: chosen, consent: undefined });
        }}
        // `closing` events are ignored, because a closed preview would show nothing.
        send={(event) => event.type.startsWith('closing.') || actor.send(event)}
      />,
      root,
    );
  actor.subscribe(() => queueMicrotask(draw));
  actor.start();
}
