import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { forgetAnswers } from '../api/use-query.ts';
import { base, navigate } from '../app/router.ts';
import { Brand } from '../ui/brand.tsx';
import { Code } from '../ui/json.tsx';

type State = { kind: 'asking' } | { kind: 'no-link' } | { kind: 'refused'; message: string };

/** Trades the link's token, which stands in the fragment, for the session's cookie. */
export function SignInPage() {
  const [state, setState] = useState<State>({ kind: 'asking' });
  useEffect(() => {
    document.title = 'Sign in · Winkwire';
    const begin = () => {
      const token = location.hash.slice(1);
      const { target, rest } = readReturn();
      // At once: a used token must not stay in the address bar, the history or a screenshot.
      history.replaceState(null, '', `${base}/sign-in${rest}`);
      setState({ kind: 'asking' });
      signIn(token)
        .then((signedIn) => (signedIn ? leaveTo(target) : setState({ kind: 'no-link' })))
        .catch((cause: unknown) => setState({ kind: 'refused', message: messageOf(cause) }));
    };
    // Another link pasted into this tab changes the fragment alone, and loads nothing.
    const beginAgain = () => location.hash && begin();
    begin();
    addEventListener('hashchange', beginAgain);
    return () => removeEventListener('hashchange', beginAgain);
  }, []);
  return (
    <main class="sign-in">
      <section class="card">
        <Brand />
        <h1>{headings[state.kind]}</h1>
        {state.kind === 'asking' && <p role="status">One moment.</p>}
        {state.kind === 'refused' && <p role="alert">{state.message}</p>}
        {state.kind !== 'asking' && <HowToSignIn />}
      </section>
    </main>
  );
}

const headings: Record<State['kind'], string> = {
  asking: 'Signing you in',
  'no-link': 'Sign in with a link',
  refused: 'This link does not sign you in',
};

function HowToSignIn() {
  return (
    <>
      <p class="soft">
        The portal has no passwords. Whoever runs the server gives out sign-in links; each works once, for
        half an hour. The development server prints one at each start:
      </p>
      <Code text="npm start" label="Command that starts the development server" />
      <p class="soft">Beside a server that runs, in its folder and with its settings, this prints another:</p>
      <Code text="npx winkwire sign-in" label="Command that prints a sign-in link" />
    </>
  );
}

/** Without a token, asks whether this browser is signed in already. */
async function signIn(token: string): Promise<boolean> {
  if (token) {
    await request('SANDBOX', '/portal/api/session', { method: 'POST', body: { token } });
    return true;
  }
  try {
    await request('SANDBOX', '/portal/api/session');
    return true;
  } catch (cause) {
    if (cause instanceof ApiFailure && cause.code !== 'UNREACHABLE' && cause.code !== 'SERVER_ERROR')
      return false;
    throw cause;
  }
}

function readReturn(): { target: string; rest: string } {
  const wanted = new URLSearchParams(location.search).get('then');
  // Only ever into the portal: the address could have been written by somebody else.
  const url = wanted === null ? null : URL.parse(wanted, location.origin);
  const isOurs = url?.origin === location.origin && url.pathname.startsWith(`${base}/`);
  return isOurs
    ? { target: url.pathname + url.search, rest: location.search }
    : { target: `${base}/sandbox`, rest: '' };
}

function leaveTo(address: string): void {
  forgetAnswers();
  navigate(address, { replace: true });
}

const messageOf = (cause: unknown): string =>
  cause instanceof ApiFailure ? cause.message : 'Something failed in this page. Load it again.';
