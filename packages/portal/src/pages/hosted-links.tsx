// biome-ignore-all lint/style/noNonNullAssertion: the field is inside a form
import type { Mode } from '@winkwire/contract/modes';
import type { HostedLink } from '@winkwire/contract/resources/hosted-link';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { pickQuery, queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Button } from '../ui/button.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { Id } from '../ui/id.tsx';
import { useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { useMayChange } from '../ui/role.ts';
import { SearchPage } from '../ui/search-page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { SelectField } from './filter-fields.tsx';
import { HostedLinkCreateDialog } from './hosted-link-create-dialog.tsx';
import { HostedLinkRevokeDialog } from './hosted-link-revoke-dialog.tsx';
import { HostedLinkState } from './hosted-link-state.tsx';
import { PageTabs } from './page-tabs.tsx';
import { useSessionNames } from './session-filter-fields.tsx';

type LinkFilters = Record<'userId' | 'templateId', string>;

export function HostedLinksPage({ mode, query }: PageProps) {
  const filters = pickQuery(query, ['userId', 'templateId']);
  const path = `/v1/hostedLinks${queryString({ ...filters, size: 50 })}`;
  const links = useLiveList<HostedLink>({ mode, path, seconds: 5, keyOf });
  const mayChange = useMayChange();
  const [dialog, setDialog] = useState<'create' | HostedLink>();
  const change = { mode, onClose: () => setDialog(undefined), onDone: links.query.refresh };
  return (
    <>
      <SearchPage
        title="Hosted links"
        lead="Each link leads to a page that opens the widget for one user. You need no page of your own."
        actions={
          <ChangeButton kind="primary" onClick={() => setDialog('create')}>
            Create a link
          </ChangeButton>
        }
        tabs={<PageTabs mode={mode} current="hosted-links" />}
        form={<LinkFilterForm mode={mode} filters={filters} />}
        list={links}
        empty={<NoLinks isSearch={Object.values(filters).some(Boolean)} />}
      >
        {(items) => (
          <Table columns={columnsOf(mode, mayChange ? setDialog : undefined)} items={items} keyOf={keyOf} />
        )}
      </SearchPage>
      {dialog === 'create' && <HostedLinkCreateDialog userId={filters.userId} {...change} />}
      {typeof dialog === 'object' && <HostedLinkRevokeDialog link={dialog} {...change} />}
    </>
  );
}

const keyOf = ({ id }: HostedLink) => id;

const NoLinks = ({ isSearch }: { isSearch: boolean }) =>
  isSearch ? (
    <Empty title="No link matches">
      <p>Try another user or template.</p>
    </Empty>
  ) : (
    <Empty title="No hosted links yet">
      <p>
        Create one here to try it. Your back end creates them with <code>POST /v1/hostedLinks</code>.
      </p>
    </Empty>
  );

function LinkFilterForm({ mode, filters }: { mode: Mode; filters: LinkFilters }) {
  const { route } = useLocation();
  const { templates, templatesHint } = useSessionNames(mode);
  const apply = (event: Event) => {
    event.preventDefault();
    const data = new FormData((event.currentTarget as HTMLElement).closest('form')!);
    const field = (name: string) => String(data.get(name) ?? '').trim();
    const search = queryString({ userId: field('userId'), templateId: field('templateId') });
    route(href(mode, 'hosted-links') + search, true);
  };
  return (
    <search aria-label="Filter links">
      <form class="filters" onSubmit={apply}>
        <Field label="User ID">
          {(control) => (
            <FilterInput
              {...control}
              class="input mono"
              name="userId"
              value={filters.userId}
              onChange={apply}
            />
          )}
        </Field>
        <SelectField
          label="Template"
          name="templateId"
          value={filters.templateId}
          hint={templatesHint}
          options={[['', 'Any template'], ...templates]}
          onChange={apply}
        />
        {Object.values(filters).some(Boolean) && (
          <a class="button" data-kind="quiet" href={href(mode, 'hosted-links')}>
            Clear
          </a>
        )}
      </form>
    </search>
  );
}

const columnsOf = (mode: Mode, revoke?: (link: HostedLink) => void): Column<HostedLink>[] => [
  {
    label: 'State',
    class: 'lead',
    cell: (link) => (
      <>
        <HostedLinkState link={link} />
        <div class="small soft">
          <Id listed value={link.id} />
        </div>
      </>
    ),
  },
  {
    label: 'User',
    cell: ({ userId }) => <Id listed value={userId} href={href(mode, 'users', userId)} />,
  },
  {
    label: 'Your state',
    class: 'long',
    cell: ({ state }) => state ?? <span class="faint">none</span>,
  },
  { label: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { label: 'Expires', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  ...(revoke ? [changeColumn(revoke)] : []),
];

const changeColumn = (revoke: (link: HostedLink) => void): Column<HostedLink> => ({
  label: 'Change',
  class: 'end',
  cell: (link) =>
    link.status === 'OPEN' ? (
      <Button size="small" onClick={() => revoke(link)}>
        Revoke…<span class="visually-hidden"> {link.id}</span>
      </Button>
    ) : (
      <span class="faint">none</span>
    ),
});
