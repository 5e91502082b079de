import type { ComponentType } from 'preact';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { ArchivePage } from '../pages/archive.tsx';
import { AttemptsPage } from '../pages/attempts.tsx';
import { DeliveriesPage } from '../pages/deliveries.tsx';
import { EventPage } from '../pages/event.tsx';
import { EventsPage } from '../pages/events.tsx';
import { FunnelPage } from '../pages/funnel.tsx';
import { HostedLinksPage } from '../pages/hosted-links.tsx';
import { KeysPage } from '../pages/keys.tsx';
import { NotFoundPage } from '../pages/not-found.tsx';
import { OverviewPage } from '../pages/overview.tsx';
import { SessionPage } from '../pages/session.tsx';
import { SessionsPage } from '../pages/sessions.tsx';
import { SignInPage } from '../pages/sign-in.tsx';
import { TemplatePage } from '../pages/template.tsx';
import { UserPage } from '../pages/user.tsx';
import { UsersPage } from '../pages/users.tsx';
import { WebhookPage } from '../pages/webhook.tsx';
import { WebhookEditPage } from '../pages/webhook-edit.tsx';
import { WebhookNewPage } from '../pages/webhook-new.tsx';
import { WebhooksPage } from '../pages/webhooks.tsx';
import { WidgetPage } from '../pages/widget.tsx';
import { base, readAddress, readMode } from './address.ts';
import type { PageProps } from './page-props.ts';
import { Shell } from './shell.tsx';

/** The pages by their paths below the mode. The first that matches is shown. */
const pages: Record<string, ComponentType<PageProps>> = {
  '': OverviewPage,
  webhooks: WebhooksPage,
  'webhooks/new': WebhookNewPage,
  'webhooks/:id': WebhookPage,
  'webhooks/:id/edit': WebhookEditPage,
  events: EventsPage,
  'events/:id': EventPage,
  deliveries: DeliveriesPage,
  attempts: AttemptsPage,
  sessions: SessionsPage,
  'sessions/:id': SessionPage,
  funnel: FunnelPage,
  users: UsersPage,
  'users/:id': UserPage,
  'archives/:id': ArchivePage,
  widget: WidgetPage,
  'widget/:id': TemplatePage,
  'hosted-links': HostedLinksPage,
  keys: KeysPage,
};
// Created only once. New components in each render would make the router mount the page again.
const routes = Object.entries(pages).map(([path, Page]) => ({
  path: `${base}/:mode/${path}`,
  component: inMode(Page),
}));
const Overview = inMode(OverviewPage);
const NotFound = inMode(NotFoundPage);

export const App = () => (
  <LocationProvider scope={/^\/portal(\/|$)/}>
    <Portal />
  </LocationProvider>
);

function Portal() {
  const { path } = useLocation();
  if (path === `${base}/sign-in`) return <SignInPage />;
  return (
    <Shell>
      <Router>
        <Route path={base} component={Overview} />
        {routes.map((route) => (
          <Route key={route.path} {...route} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </Shell>
  );
}

interface Matched {
  path: string;
  query: Record<string, string>;
  params: Record<string, string>;
}

/** A new path starts a new page without old state. A new query does not. */
function inMode(Page: ComponentType<PageProps>) {
  return function InMode({ path, query, params }: Matched) {
    const mode = readMode(params.mode ?? 'sandbox');
    if (!mode) return <NotFoundPage {...readAddress(path)} id="" query={{}} />;
    return <Page key={path} mode={mode} id={params.id ?? ''} query={query} />;
  };
}
