import { useEffect } from 'preact/hooks';
import { AttemptsPage } from '../pages/attempts.tsx';
import { EventPage } from '../pages/event.tsx';
import { EventsPage } from '../pages/events.tsx';
import { KeysPage } from '../pages/keys.tsx';
import { NotFoundPage } from '../pages/not-found.tsx';
import { OverviewPage } from '../pages/overview.tsx';
import { SignInPage } from '../pages/sign-in.tsx';
import { UserPage } from '../pages/user.tsx';
import { UsersPage } from '../pages/users.tsx';
import { WebhookPage } from '../pages/webhook.tsx';
import { WebhookEditPage, WebhookNewPage } from '../pages/webhook-form.tsx';
import { WebhooksPage } from '../pages/webhooks.tsx';
import { WidgetPage } from '../pages/widget.tsx';
import { base, navigate, type Route, readRoute, useAddress } from './router.ts';
import { Shell } from './shell.tsx';

export function App() {
  const { pathname, search } = useAddress();
  useEffect(() => {
    const signedOut = () => {
      if (location.pathname === `${base}/sign-in`) return;
      const here = location.pathname + location.search;
      navigate(`${base}/sign-in?then=${encodeURIComponent(here)}`, { replace: true });
    };
    addEventListener('winkwire:signed-out', signedOut);
    return () => removeEventListener('winkwire:signed-out', signedOut);
  }, []);

  const route = readRoute(pathname);
  if (route.page === 'sign-in') return <SignInPage />;
  return (
    <Shell route={route}>
      {/* The key makes a page of another address a new page, with no state of the one before. */}
      <Page key={pathname} route={route} search={search} />
    </Shell>
  );
}

function Page({ route, search }: { route: Route; search: string }) {
  const { mode } = route;
  switch (route.page) {
    case 'overview':
      return <OverviewPage mode={mode} />;
    case 'webhooks':
      return <WebhooksPage mode={mode} />;
    case 'webhook-new':
      return <WebhookNewPage mode={mode} />;
    case 'webhook':
      return <WebhookPage mode={mode} id={route.id} search={search} />;
    case 'webhook-edit':
      return <WebhookEditPage mode={mode} id={route.id} />;
    case 'events':
      return <EventsPage mode={mode} search={search} />;
    case 'attempts':
      return <AttemptsPage mode={mode} search={search} />;
    case 'event':
      return <EventPage mode={mode} id={route.id} />;
    case 'users':
      return <UsersPage mode={mode} search={search} />;
    case 'user':
      return <UserPage mode={mode} id={route.id} />;
    case 'widget':
      return <WidgetPage mode={mode} />;
    case 'keys':
      return <KeysPage mode={mode} />;
    default:
      return <NotFoundPage mode={mode} />;
  }
}
