import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useState } from 'preact/hooks';
import { query, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { modeWords } from '../app/mode-words.ts';
import { href, navigate } from '../app/router.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Moment } from '../ui/moment.tsx';
import { More, Newer, useMore } from '../ui/more.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Empty } from '../ui/states.tsx';

export function UsersPage({ mode }: { mode: Mode; search: string }) {
  const path = `/v1/users${query({ size: 50 })}`;
  const users = useQuery<Page<User>>(mode, path, 8);
  const more = useMore({ mode, path, first: users.data, keyOf: ({ id }) => id });
  return (
    <>
      <PageHead title="Users" lead="People who may link work accounts, the newest first." />
      <div class="stack">
        <Card>
          <div class="card-body">
            <FindUser mode={mode} />
          </div>
        </Card>
        <Card>
          <Answer query={users}>
            {() =>
              more.items.length === 0 ? (
                <Empty title="No user yet">
                  <p>
                    Your back end creates users with <code>POST /v1/users</code>. The demo creates one for
                    you.
                  </p>
                </Empty>
              ) : (
                <>
                  <Newer more={more} />
                  <UserTable mode={mode} users={more.items} />
                  <More more={more} />
                </>
              )
            }
          </Answer>
        </Card>
      </div>
    </>
  );
}

/** Whatever id is at hand leads to its user: of the user, an account, or an archive. */
function FindUser({ mode }: { mode: Mode }) {
  const [problem, setProblem] = useState<string>();
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget as HTMLFormElement).get('id')).trim();
    if (!id) return setProblem('Write an id.');
    try {
      navigate(href(mode, 'users', await findUserId(mode, id)));
    } catch {
      setProblem(`Nothing in ${modeWords[mode]} has this id.`);
    }
  };
  return (
    <search aria-label="Find a user">
      <form class="filters" onSubmit={find}>
        <Field label="Find by id of user, account, archive or event" problem={problem}>
          {(control) => (
            <input
              {...control}
              class="input mono"
              name="id"
              spellcheck={false}
              autoComplete="off"
              onInput={() => setProblem(undefined)}
            />
          )}
        </Field>
        <Button type="submit">Find</Button>
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

function UserTable({ mode, users }: { mode: Mode; users: User[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>User</th>
          <th>Your reference</th>
          <th>Linked</th>
          <th>Session</th>
          <th class="end">Created</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <td class="lead">
              <a class="row-link id" href={href(mode, 'users', user.id)}>
                <UserName id={user.id} />
              </a>
            </td>
            <td data-label="Your reference">{reference(user)}</td>
            <td data-label="Linked">
              {user.providers.length > 0 ? user.providers.join(', ') : <span class="faint">nothing</span>}
            </td>
            <td data-label="Session">
              <SessionState user={user} />
            </td>
            <td class="end" data-label="Created">
              <Moment at={user.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const UserName = ({ id }: { id: string }) => <span title={id}>{id}</span>;

export const reference = (user: User): string =>
  Object.entries(user.externalMetadata ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ') || '–';

export function SessionState({ user }: { user: User }) {
  if (!user.session) return <span class="faint">none yet</span>;
  if (user.session.status === 'IN_PROGRESS') return <Badge tone="warn">In progress</Badge>;
  return <Badge>{user.session.status === 'COMPLETED' ? 'Completed' : 'Reset'}</Badge>;
}
