import { type Mode, modes } from '@winkwire/contract/modes';
import type { PortalSessionData } from '@winkwire/contract/portal-api';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso/router';
import { request } from '../api/request.ts';
import { useSessionEnd } from '../api/session-end.ts';
import { clearCache, useQuery } from '../api/use-query.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { RoleContext } from '../ui/role.ts';
import { PartFailure } from '../ui/states.tsx';
import { Toasts } from '../ui/toast.tsx';
import { useClick } from '../ui/use-click.ts';
import { base, href, readAddress } from './address.ts';
import { Brand } from './brand.tsx';
import { SignedOutNote } from './signed-out-note.tsx';
import { ViewerNote } from './viewer-note.tsx';

const sections: { name: string; label: string; icon: IconName }[] = [
  { name: 'overview', label: 'Overview', icon: 'overview' },
  { name: 'webhooks', label: 'Webhooks', icon: 'webhooks' },
  { name: 'events', label: 'Events', icon: 'events' },
  { name: 'sessions', label: 'Sessions', icon: 'sessions' },
  { name: 'users', label: 'Users', icon: 'users' },
  { name: 'widget', label: 'Widget', icon: 'widget' },
  { name: 'keys', label: 'API keys', icon: 'keys' },
];

/** Sections without an entry in the navigation, and the section whose entry is marked instead. */
const sectionOfTab: Record<string, string> = {
  deliveries: 'events',
  attempts: 'events',
  funnel: 'sessions',
  archives: 'users',
  'hosted-links': 'widget',
};

const sessionPath = '/portal/api/session';

const sectionHref = (mode: Mode, section: string) =>
  section === 'overview' ? href(mode) : href(mode, section);

export function Shell({ children }: { children: ComponentChildren }) {
  const { path, url, route } = useLocation();
  const { mode, section, isBelowSection } = readAddress(path);
  const session = useQuery<PortalSessionData>(mode, sessionPath);
  const isSignedOut = session.failure?.code === 'INVALID_TOKEN';
  useSessionEnd((refused) => {
    if (!refused.isKept) route(`${base}/sign-in?then=${encodeURIComponent(url)}`, true);
    // This request is repeated until the reader has signed in again. Then the note disappears.
    else if (refused.path !== sessionPath && !isSignedOut) void session.refresh();
  });
  const current = sections.find(({ name }) => name === (sectionOfTab[section] ?? section));
  // From a single item, the mode switch leads to the section that is marked in the navigation.
  const shared = isBelowSection ? current?.name : current && section;
  return (
    <div class="shell">
      <a class="skip-link" href="#content">
        Skip to content
      </a>
      <aside class="side">
        <Brand />
        <Navigation mode={mode} section={current?.name} />
        <SideFoot />
      </aside>
      <div class="main">
        <header class="top">
          <Brand />
          <div class="crumbs">
            {current && isBelowSection && (
              <a href={sectionHref(mode, current.name)}>
                <span aria-hidden="true">← </span>
                {current.label}
              </a>
            )}
          </div>
          <ModeSwitch mode={mode} section={shared ?? 'overview'} />
          <SignOut class="top-sign-out" />
        </header>
        <main class="content" id="content" tabIndex={-1}>
          <RoleContext.Provider value={session.data?.role}>
            <ViewerNote />
            {isSignedOut ? (
              <SignedOutNote />
            ) : (
              <PartFailure
                query={session}
                class="viewer-note"
                missing="Your role could not be loaded, so buttons that change something are not shown."
              />
            )}
            {children}
          </RoleContext.Provider>
        </main>
      </div>
      <Toasts />
    </div>
  );
}

function Navigation({ mode, section }: { mode: Mode; section: string | undefined }) {
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

/** The item that is shown does not exist in the other mode, so each link leads to the section. */
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
  const { route } = useLocation();
  const { click } = useClick(async () => {
    await request('SANDBOX', sessionPath, { method: 'DELETE' });
    clearCache();
    route(`${base}/sign-in`);
  });
  return (
    <button type="button" class={props.class} data-leaves="" onClick={click}>
      <Icon name="signout" />
      <span class="label">Sign out</span>
    </button>
  );
}
