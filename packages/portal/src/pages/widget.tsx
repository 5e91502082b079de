import type { Mode } from '@winkwire/contract/modes';
import type { WidgetOrigins } from '@winkwire/contract/portal-api';
import type { WinkTemplate } from '@winkwire/contract/resources/wink-template';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Empty } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';

export function WidgetPage({ mode }: { mode: Mode }) {
  const templates = useQuery<Page<WinkTemplate>>(mode, '/v1/winkTemplates?size=150', 10);
  return (
    <>
      <PageHead title="Wink Widget" lead="Where it may be embedded, and what it shows." />
      <div class="stack">
        <div class="columns">
          <Origins mode={mode} />
          <Card title="Embed it">
            <div class="card-body">
              <Code label="Page that opens the widget" text={embed} />
            </div>
          </Card>
        </div>
        <Card
          title="Templates"
          lead="Settings that a page names by templateId. What the page passes itself wins."
        >
          <Answer query={templates} rows={3}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title="No template yet">
                  <p>
                    Add one by API: <code>POST /v1/winkTemplates</code>. Without one, the widget shows all
                    providers.
                  </p>
                </Empty>
              ) : (
                <TemplateTable templates={items} />
              )
            }
          </Answer>
        </Card>
      </div>
    </>
  );
}

const embed = `<script src="${location.origin}/v2/smile.v2.js"></script>
<script>
  new SmileLinkModal({ userToken, templateId }).open();
</script>`;

const originsPath = '/portal/api/origins';

function Origins({ mode }: { mode: Mode }) {
  const origins = useQuery<WidgetOrigins>(mode, originsPath);
  return (
    <Card
      title="Registered origins"
      lead="Pages that may embed the widget and open sessions. Without any, every page may: fine while you try it, not with real users."
    >
      <div class="card-body">
        <Answer query={origins} rows={2}>
          {(data) => <OriginsForm mode={mode} data={data} onSaved={origins.refresh} />}
        </Answer>
      </div>
    </Card>
  );
}

interface OriginsFormProps {
  mode: Mode;
  data: WidgetOrigins;
  onSaved: () => Promise<void>;
}

function OriginsForm({ mode, data, onSaved }: OriginsFormProps) {
  const [problem, setProblem] = useState<string>();
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('origins'));
    const origins = text.split(/\s+/).filter(Boolean);
    try {
      await request(mode, originsPath, { method: 'PUT', body: { origins } });
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      return setProblem(cause.message);
    }
    setProblem(undefined);
    say('The origins were saved.');
    await onSaved();
  };
  return (
    <form class="form" onSubmit={save}>
      <Field
        label="Origins"
        problem={problem}
        hint="One on each line: scheme and host, as in https://app.example.com or https://*.example.com; capacitor://localhost for an app."
      >
        {(control) => (
          <textarea
            {...control}
            class="textarea"
            name="origins"
            rows={4}
            spellcheck={false}
            defaultValue={data.origins.join('\n')}
          />
        )}
      </Field>
      <div>
        <Button type="submit">Save origins</Button>
      </div>
    </form>
  );
}

function TemplateTable({ templates }: { templates: WinkTemplate[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>Template</th>
          <th>Company</th>
          <th>Providers</th>
          <th>Upload</th>
          <th class="end">Changed</th>
        </tr>
      </thead>
      <tbody>
        {templates.map((template) => (
          <tr key={template.id}>
            <td class="lead">
              {template.name} <Id value={template.id} />
            </td>
            <td data-label="Company">{template.company.name}</td>
            <td data-label="Providers">
              {[...template.providers.ids, ...template.providers.types].join(', ') || 'all'}
            </td>
            <td data-label="Upload">{template.options.enableUpload ? 'yes' : 'no'}</td>
            <td class="end" data-label="Changed">
              <Moment at={template.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
