import type { ComponentChildren } from 'preact';
import { Card } from './card.tsx';
import { LiveBadge } from './live-badge.tsx';
import { LiveList, type LiveListData } from './live-list.tsx';
import { PageHead } from './page-head.tsx';

interface SearchPageProps<Item> {
  title: string;
  lead: string;
  actions?: ComponentChildren;
  tabs?: ComponentChildren;
  form: ComponentChildren;
  announcement?: string;
  list: LiveListData<Item>;
  empty: ComponentChildren;
  children: (items: Item[]) => ComponentChildren;
}

export function SearchPage<Item>(props: SearchPageProps<Item>) {
  const { title, lead, actions, tabs, form, announcement, list, empty, children } = props;
  return (
    <>
      <PageHead
        title={title}
        lead={lead}
        actions={
          <>
            <LiveBadge query={list.query} />
            {actions}
          </>
        }
      />
      <div class="stack">
        {tabs}
        <Card>
          <div class="card-body">{form}</div>
        </Card>
        {announcement !== undefined && (
          <p class="visually-hidden" role="status">
            {announcement}
          </p>
        )}
        <Card>
          <LiveList list={list} empty={empty}>
            {children}
          </LiveList>
        </Card>
      </div>
    </>
  );
}
