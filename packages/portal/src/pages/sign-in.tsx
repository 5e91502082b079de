import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { request } from '../api/request.ts';
import { clearCache } from '../api/use-query.ts';
import { base } from '../app/address.ts';
import { Brand } from '../app/brand.tsx';
import { Code } from '../ui/json.tsx';
import { type SignInState, signInState } from './sign-in-state.ts';

export function SignInPage() {
  const { route } = useLocation();
  const [state, setState] = useState<SignInState>({ kind: 'signing-in' });
  useEffect(() => {
    document.title = 'Sign in · Winkwire';
    const start = () => {
      const token = location.hash.slice(1);
      const { target, rest } = readReturn();
      // The token is removed at once, so that it does not stay in the address bar, the history or a screenshot.
      history.replaceState(null, '', `${base}/sign-in${rest}`);
      setState({ kind: 'signing-in' });
      signIn(token)
        .then(() => {
          clearCache();
          route(target, true);
        })
        .catch((cause: unknown) => setState(signInState(cause, token !== '')));
    };
    // Pasting another link into this tab changes only the fragment, so the browser does not load the page again.
    const restart = () => location.hash && start();
    start();
    addEventListener('hashchange', restart);
    return () => removeEventListener('hashchange', restart);
  }, []);
  return (
    <main class="sign-in">
      <section class="card">
        <Brand />
        <h1>{headings[state.kind]}</h1>
        {state.kind === 'signing-in' && <p role="status">Please wait.</p>}
        {'message' in state && <p role="alert">{state.message}</p>}
        {(state.kind === 'no-link' || state.kind === 'refused') && <HowToSignIn />}
      </section>
    </main>
  );
}

const headings: Record<SignInState['kind'], string> = {
  'signing-in': 'Signing you in',
  'no-link': 'Sign in with a link',
  refused: 'This link does not work',
  failed: 'The sign-in failed',
};

function HowToSignIn() {
  return (
    <>
      <p class="soft">
        The portal has no passwords. The operator of the server gives out sign-in links. Each link works once,
        within half an hour. The development server prints one whenever it starts:
      </p>
      <Code text="npm start" label="Command that starts the development server" />
      <p class="soft">
        To get another link, run this in the folder of the server, with the same settings as the server:
      </p>
      <Code text="npx winkwire sign-in" label="Command that prints a sign-in link" />
    </>
  );
}

/** Without a token, only checks that this browser is already signed in. */
const signIn = (token: string): Promise<unknown> =>
  request('SANDBOX', '/portal/api/session', token ? { method: 'POST', body: { token } } : {});

function readReturn(): { target: string; rest: string } {
  const wanted = new URLSearchParams(location.search).get('then');
  // Somebody else may have written the link, so `then` must be an address in the portal.
  const url = wanted === null ? null : URL.parse(wanted, location.origin);
  const isOurs = url?.origin === location.origin && url.pathname.startsWith(`${base}/`);
  return isOurs
    ? { target: url.pathname + url.search, rest: location.search }
    : { target: `${base}/sandbox`, rest: '' };
}
