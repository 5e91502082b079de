import { type Mode, modes } from '@winkwire/contract/modes';
import type { ComponentChildren } from 'preact';
import { request } from '../api/request.ts';
import { forgetAnswers } from '../api/use-query.ts';
import { Brand } from '../ui/brand.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Toasts } from '../ui/toast.tsx';
import { base, href, navigate, type Route } from './router.ts';

const sections: { name: string; label: string; icon: IconName }[] = [
  { name: 'overview', label: 'Overview', icon: 'overview' },
  { name: 'webhooks', label: 'Webhooks', icon: 'webhooks' },
  { name: 'events', label: 'Events', icon: 'events' },
  { name: 'users', label: 'Users', icon: 'users' },
  { name: 'widget', label: 'Widget', icon: 'widget' },
  { name: 'keys', label: 'API keys', icon: 'keys' },
];

/** `webhook-edit` belongs to `webhooks`, and the attempts are the other side of the events. */
const sectionOf = ({ page }: Route): string =>
  page === 'attempts'
    ? 'events'
    : (sections.find(({ name }) => `${page}s`.startsWith(name) || page.startsWith(name.slice(0, -1)))?.name ??
      '');

const sectionHref = (mode: Mode, section: string) =>
  section === 'overview' || section === '' ? href(mode) : href(mode, section);

export function Shell({ route, children }: { route: Route; children: ComponentChildren }) {
  const section = sectionOf(route);
  return (
    <div class="shell">
      <a class="skip-link" href="#content">
        Skip to the page
      </a>
      <div class="main">
        <header class="top">
          <Brand />
          <Crumbs route={route} section={section} />
          <ModeSwitch mode={route.mode} section={route.page === 'attempts' ? 'attempts' : section} />
          <SignOut class="top-sign-out" />
        </header>
        <main class="content" id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <aside class="side">
        <Brand />
        <Navigation mode={route.mode} section={section} />
        <SideFoot />
      </aside>
      <Toasts />
    </div>
  );
}

function Navigation({ mode, section }: { mode: Mode; section: string }) {
  return (
    <nav aria-label="Portal">
      <ul>
        {sections.map(({ name, label, icon }) => (
          <li key={name}>
            <a
              class="nav-link"
              href={sectionHref(mode, name)}
              aria-current={section === name ? 'page' : undefined}
            >
              <Icon name={icon} />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same section in the other mode: an id of one mode means nothing in the other. */
function ModeSwitch({ mode, section }: { mode: Mode; section: string }) {
  return (
    <nav class="mode-switch" aria-label="Mode">
      {modes.map((each) => (
        <a
          key={each}
          data-mode={each}
          href={sectionHref(each, section)}
          aria-current={each === mode ? 'true' : undefined}
        >
          {each === 'SANDBOX' ? 'Sandbox' : 'Production'}
        </a>
      ))}
    </nav>
  );
}

function Crumbs({ route, section }: { route: Route; section: string }) {
  const label = sections.find(({ name }) => name === section)?.label;
  const isBelow = route.page !== section && route.page !== 'attempts';
  return (
    <div class="crumbs">
      {label && isBelow && (
        <a href={sectionHref(route.mode, section)}>
          <span aria-hidden="true">← </span>
          {label}
        </a>
      )}
    </div>
  );
}

function SideFoot() {
  return (
    <div class="side-foot">
      <a class="nav-link" href="/docs" target="_blank" rel="noreferrer">
        <Icon name="docs" />
        API reference
      </a>
      <SignOut class="nav-link" />
    </div>
  );
}

function SignOut(props: { class: string }) {
  const signOut = async () => {
    await request('SANDBOX', '/portal/api/session', { method: 'DELETE' });
    forgetAnswers();
    navigate(`${base}/sign-in`);
  };
  return (
    <button type="button" class={props.class} onClick={signOut}>
      <Icon name="signout" />
      <span class="label">Sign out</span>
    </button>
  );
}
