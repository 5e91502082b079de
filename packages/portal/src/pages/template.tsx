import type { Theme, WinkTemplate } from '@winkwire/contract/resources/wink-template';
import { useLocation } from 'preact-iso/router';
import { ApiFailure, request } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { ThemeEditor } from './theme-editor.tsx';

export function TemplatePage({ mode, id }: PageProps) {
  const { route } = useLocation();
  const begin = useLatest();
  const path = `/v1/winkTemplates/${encodeURIComponent(id)}`;
  const template = useQuery<WinkTemplate>(mode, path);
  const save = async (theme: Theme | null) => {
    const signal = begin();
    try {
      // Other settings of the template may have changed since the page was opened, and must not be changed back.
      const current = await request<WinkTemplate>(mode, path);
      const { id: _, createdAt: _created, updatedAt: _updated, ...settings } = current;
      const body = { ...settings, theme };
      template.replace(await request<WinkTemplate>(mode, path, { method: 'PUT', body }));
    } catch (cause) {
      if (cause instanceof ApiFailure) return cause.message;
      throw cause;
    }
    toast(theme ? 'Theme saved.' : 'Theme removed.');
    // If the theme was edited while it was being saved, that edit is not saved yet, so the page stays open.
    if (!signal.aborted) route(href(mode, 'widget'));
    return undefined;
  };
  return (
    <>
      <PageHead title="Theme" lead={template.data && `How the widget looks with ${template.data.name}.`} />
      <QueryView query={template} rows={4}>
        {(data) => <ThemeEditor template={data} onSave={save} onEdit={begin} />}
      </QueryView>
    </>
  );
}
