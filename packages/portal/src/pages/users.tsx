import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { queryString, request } from '../api/request.ts';
import { href } from '../app/address.ts';
import { modeNames } from '../app/mode-names.ts';
import type { PageProps } from '../app/page-props.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { LiveList, useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useSearchShortcut } from './use-search-shortcut.ts';
import { referenceOf, SessionState } from './user-facts.tsx';

export function UsersPage({ mode }: PageProps) {
  const path = `/v1/users${queryString({ size: 50 })}`;
  const users = useLiveList<User>({ mode, path, seconds: 8, keyOf });
  return (
    <>
      <PageHead
        title="Users"
        lead="People who can link their work accounts, newest first."
        actions={<LiveBadge query={users.query} />}
      />
      <div class="stack">
        <Card>
          <div class="card-body">
            <FindUser mode={mode} />
          </div>
        </Card>
        <Card>
          <LiveList list={users} empty={<NoUsers />}>
            {(items) => <Table columns={columnsOf(mode)} items={items} keyOf={keyOf} />}
          </LiveList>
        </Card>
      </div>
    </>
  );
}

const keyOf = ({ id }: User) => id;

const NoUsers = () => (
  <Empty title="No users yet">
    <p>
      Your back end creates users with <code>POST /v1/users</code>. The demo creates one for you.
    </p>
  </Empty>
);

/** Finds a user by the id of the user, an account, an archive or an event. */
function FindUser({ mode }: { mode: Mode }) {
  const { route } = useLocation();
  const [error, setError] = useState<string>();
  useSearchShortcut();
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget as HTMLFormElement).get('id')).trim();
    if (!id) return setError('Enter an ID.');
    try {
      route(href(mode, 'users', await findUserId(mode, id)));
    } catch {
      setError(`There is nothing with this ID in ${modeNames[mode]}.`);
    }
  };
  return (
    <search aria-label="Find a user">
      <form class="filters" onSubmit={find}>
        <Field label="ID of a user, account, archive or event" error={error}>
          {(control) => (
            <input
              {...control}
              class="input mono"
              name="id"
              data-search=""
              title="Press / to search"
              spellcheck={false}
              autoComplete="off"
              onInput={() => setError(undefined)}
            />
          )}
        </Field>
        <Button type="submit">Find user</Button>
      </form>
    </search>
  );
}

async function findUserId(mode: Mode, id: string): Promise<string> {
  const [, prefix] = /^(a|archive|et)-[0-9a-f]{32}$/.exec(id) ?? [];
  const paths: Record<string, string> = { a: '/v1/accounts', archive: '/v1/archives', et: '/v1/events' };
  if (prefix) {
    const { userId } = await request<{ userId: string | null }>(mode, `${paths[prefix]}/${id}`);
    if (userId === null) throw new Error('It has no user.');
    return userId;
  }
  return (await request<User>(mode, `/v1/users/${encodeURIComponent(id)}`)).id;
}

const columnsOf = (mode: Mode): Column<User>[] => [
  {
    label: 'User',
    class: 'lead',
    cell: ({ id }) => (
      <a class="row-link id" href={href(mode, 'users', id)}>
        <span title={id}>{id}</span>
      </a>
    ),
  },
  { label: 'Your reference', cell: referenceOf },
  {
    label: 'Linked',
    cell: ({ providers }) =>
      providers.length > 0 ? providers.join(', ') : <span class="faint">nothing</span>,
  },
  { label: 'Session', cell: (user) => <SessionState user={user} /> },
  { label: 'Created', class: 'end', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];
