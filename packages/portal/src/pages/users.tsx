import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { ApiFailure, queryString } from '../api/request.ts';
import { unlessAborted } from '../api/unless-aborted.ts';
import { href } from '../app/address.ts';
import { modeNames } from '../app/mode-names.ts';
import type { PageProps } from '../app/page-props.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { findUser } from './find-user.ts';
import { referenceOf } from './reference-of.ts';
import { useSearchShortcut } from './use-search-shortcut.ts';

export function UsersPage({ mode, query }: PageProps) {
  const { reference = '' } = query;
  const path = `/v1/users${queryString({ reference, size: 50 })}`;
  const users = useLiveList<User>({ mode, path, seconds: 8, keyOf });
  return (
    <SearchPage
      title="Users"
      lead="People who can link their work accounts, newest first."
      form={<FindUser mode={mode} reference={reference} />}
      list={users}
      empty={<NoUsers reference={reference} />}
    >
      {(items) => <Table columns={columnsOf(mode)} items={items} keyOf={keyOf} />}
    </SearchPage>
  );
}

const keyOf = ({ id }: User) => id;

const NoUsers = ({ reference }: { reference: string }) =>
  reference ? (
    <Empty title="No user matches">
      <p>No user has this reference in its metadata.</p>
    </Empty>
  ) : (
    <Empty title="No users yet">
      <p>
        Your back end creates users with <code>POST /v1/users</code>. The demo creates one for you.
      </p>
    </Empty>
  );

function FindUser({ mode, reference }: { mode: Mode; reference: string }) {
  const { route } = useLocation();
  const begin = useLatest();
  const [error, setError] = useState<string>();
  const [isSearching, setSearching] = useState(false);
  useSearchShortcut();
  // A running search ends without a result when the reader goes to another address.
  useEffect(() => setSearching(false), [reference]);
  const stop = () => {
    setError(undefined);
    setSearching(false);
    return begin();
  };
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget as HTMLFormElement).get('id')).trim();
    const signal = stop();
    if (!id) return setError('Enter an ID or a reference.');
    setSearching(true);
    const found = await unlessAborted(signal, search(mode, id, signal));
    if (!found) return;
    setSearching(false);
    setError(found.fault);
    if (found.address) route(found.address);
  };
  return (
    <search aria-label="Find a user">
      <form class="filters" onSubmit={find}>
        <Field label="Any ID, or your reference" error={error} hint={isSearching ? 'Searching…' : undefined}>
          {(control) => (
            <input
              {...control}
              class="input mono"
              name="id"
              defaultValue={reference}
              data-search=""
              title="Press / to search"
              spellcheck={false}
              autoComplete="off"
              onInput={stop}
            />
          )}
        </Field>
        <Button type="submit">Find user</Button>
        {reference && (
          <a class="button" data-kind="quiet" href={href(mode, 'users')}>
            Clear
          </a>
        )}
      </form>
    </search>
  );
}

async function search(
  mode: Mode,
  id: string,
  signal: AbortSignal,
): Promise<{ address?: string; fault?: string }> {
  try {
    const found = await findUser(mode, id, signal);
    const where = modeNames[mode];
    if (!found) return { fault: `No user with this ID or reference in ${where}.` };
    if ('isCutOff' in found)
      return {
        fault: `No user with this ID or reference so far. Only the newest events of ${where} were searched.`,
      };
    return {
      address:
        'userId' in found ? href(mode, 'users', found.userId) : href(mode, 'users') + queryString(found),
    };
  } catch (cause) {
    if (!(cause instanceof ApiFailure)) throw cause;
    return { fault: cause.message };
  }
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
  { label: 'Your reference', class: 'long', cell: referenceOf },
  {
    label: 'Accounts',
    cell: ({ providers }) => (providers.length > 0 ? providers.join(', ') : <span class="faint">none</span>),
  },
  { label: 'Created', class: 'end', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];
