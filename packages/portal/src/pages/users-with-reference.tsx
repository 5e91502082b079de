import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { Fragment } from 'preact';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import { Id } from '../ui/id.tsx';

interface UsersWithReferenceProps {
  mode: Mode;
  list: string;
  filters: Record<string, string>;
}

const few = 5;

/** A search by text does not find a user's entries, so the users whose reference is the text are offered. */
export function UsersWithReference({ mode, list, filters }: UsersWithReferenceProps) {
  const { text = '' } = filters;
  const path = `/v1/users${queryString({ reference: text, size: few })}`;
  const { data } = useQuery<Page<User>>(mode, text.length < 2 ? null : path);
  if (!data || data.items.length === 0) return null;
  return (
    <p class="small">
      Users with this reference:
      {data.items.map(({ id }) => (
        <Fragment key={id}>
          {' '}
          <Id value={id} href={href(mode, list) + queryString({ ...filters, text: '', userId: id })} />
        </Fragment>
      ))}
      {data.nextCursor && (
        <>
          {' '}
          <a href={href(mode, 'users') + queryString({ reference: text })}>All users with this reference</a>
        </>
      )}
    </p>
  );
}
