import type { Mode } from '@winkwire/contract/modes';
import type { WidgetOrigins } from '@winkwire/contract/portal-api';
import type { WinkTemplate } from '@winkwire/contract/resources/wink-template';
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { LiveList, useLiveList } from '../ui/live-list.tsx';
import { Moment } from '../ui/moment.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useMayChange } from '../ui/role.ts';
import { Empty, QueryView } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { useClick } from '../ui/use-click.ts';
import { PageTabs } from './page-tabs.tsx';

export function WidgetPage({ mode }: PageProps) {
  const path = '/v1/winkTemplates?size=150';
  const templates = useLiveList<WinkTemplate>({ mode, path, seconds: 10, keyOf });
  return (
    <>
      <PageHead title="Wink Widget" lead="Where the widget may be embedded, and what it shows." />
      <div class="stack">
        <PageTabs mode={mode} current="widget" />
        <div class="columns">
          <Origins mode={mode} />
          <Embedding />
        </div>
        <Card
          title="Templates"
          lead="Settings that a page selects with templateId. Options passed by the page take precedence."
        >
          <LiveList list={templates} rows={3} empty={<NoTemplates />}>
            {(items) => <Table columns={templateColumns(mode)} items={items} keyOf={keyOf} />}
          </LiveList>
        </Card>
      </div>
    </>
  );
}

const keyOf = ({ id }: WinkTemplate) => id;

const NoTemplates = () => (
  <Empty title="No templates yet">
    <p>
      Create one with <code>POST /v1/winkTemplates</code>. Without a template, the widget shows all providers.
    </p>
  </Empty>
);

const embed = `<script src="${location.origin}/v2/smile.v2.js"></script>
<script>
  new SmileLinkModal({ userToken, templateId }).open();
</script>`;

function Embedding() {
  const [tag, setTag] = useState<string>();
  useEffect(() => {
    fetch('/v2/loader.json')
      .then((response) => response.json())
      .then((loader: { tag: string }) => setTag(loader.tag))
      // Without a tag, the card shows only the code in `embed`.
      .catch(() => {});
  }, []);
  return (
    <Card title="Embedding">
      <div class="card-body stack-s">
        <Code label="Page that opens the widget" text={embed} wrap />
        {tag && (
          <>
            <p class="small soft">
              <code>smile.v2.js</code> is always the newest version. With the tag below, browsers accept only
              the current version. The tag keeps working when the server is upgraded.
            </p>
            <Code label="Tag of this version" text={tag} wrap />
          </>
        )}
      </div>
    </Card>
  );
}

const originsPath = '/portal/api/origins';

function Origins({ mode }: { mode: Mode }) {
  const origins = useQuery<WidgetOrigins>(mode, originsPath);
  return (
    <Card
      title="Registered origins"
      lead="Only pages of these origins may embed the widget and open sessions. While the list is empty, every page may do so. That is fine for a trial, but not with real users."
    >
      <div class="card-body">
        <QueryView query={origins} rows={2}>
          {(data) => <OriginsForm mode={mode} data={data} onSaved={origins.replace} />}
        </QueryView>
      </div>
    </Card>
  );
}

interface OriginsFormProps {
  mode: Mode;
  data: WidgetOrigins;
  onSaved: (data: WidgetOrigins) => void;
}

function OriginsForm({ mode, data, onSaved }: OriginsFormProps) {
  const mayChange = useMayChange();
  const [error, setError] = useState<string>();
  const saved = data.origins.join('\n');
  const [edited, setEdited] = useState<string>();
  const text = edited ?? saved;
  const { click: save } = useClick(async () => {
    const origins = text.split(/\s+/).filter(Boolean);
    try {
      onSaved(await request<WidgetOrigins>(mode, originsPath, { method: 'PUT', body: { origins } }));
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      return setError(cause.message);
    }
    // Text typed after the click has not been saved, so it stays.
    setEdited((now) => (now === edited ? undefined : now));
    setError(undefined);
    toast('Origins saved.');
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="form" onSubmit={submit}>
      <Field
        label="Origins"
        error={error}
        hint="One per line, with scheme and host: https://app.example.com, https://*.example.com, capacitor://localhost for an app, or null for pages in files and sandboxed iframes."
      >
        {(control) => (
          <textarea
            {...control}
            class="textarea"
            rows={4}
            spellcheck={false}
            readOnly={!mayChange}
            value={text}
            onInput={({ currentTarget }) => setEdited(currentTarget.value)}
          />
        )}
      </Field>
      <OnlyOperators>
        <LeaveGuard isDirty={text !== saved} />
        <div>
          <Button type="submit">Save origins</Button>
        </div>
      </OnlyOperators>
    </form>
  );
}

const templateColumns = (mode: Mode): Column<WinkTemplate>[] => [
  {
    label: 'Template',
    class: 'lead',
    cell: ({ name, id }) => (
      <>
        {name} <Id value={id} />
      </>
    ),
  },
  { label: 'Company', class: 'long', cell: ({ company }) => company.name },
  { label: 'Providers', cell: ({ providers }) => [...providers.ids, ...providers.types].join(', ') || 'all' },
  { label: 'Upload', cell: ({ options }) => (options.enableUpload ? 'yes' : 'no') },
  {
    label: 'Theme',
    cell: ({ id, name, theme }) => (
      <a href={href(mode, 'widget', id)} aria-label={`Theme of ${name}`}>
        <OnlyOperators instead={theme ? 'view' : 'none'}>{theme ? 'edit' : 'add'}</OnlyOperators>
      </a>
    ),
  },
  { label: 'Changed', class: 'end', cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
];
