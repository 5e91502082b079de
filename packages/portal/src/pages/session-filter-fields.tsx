import type { Mode } from '@winkwire/contract/modes';
import type { Provider } from '@winkwire/contract/resources/provider';
import type { WinkTemplate } from '@winkwire/contract/resources/wink-template';
import type { Page } from '@winkwire/contract/schema/envelope';
import { deviceClasses } from '@winkwire/contract/session-outcomes';
import { useQuery } from '../api/use-query.ts';
import { incompleteText } from '../ui/pages.ts';
import { SelectField } from './filter-fields.tsx';
import { deviceNames } from './session-words.tsx';

interface SessionFilterFieldsProps {
  mode: Mode;
  filters: { providerId: string; templateId: string; device: string };
  onChange: (event: Event) => void;
}

const devices = [
  ['', 'Any device'] as const,
  ...deviceClasses.map((device) => [device, deviceNames[device]] as const),
];

export function SessionFilterFields({ mode, filters, onChange }: SessionFilterFieldsProps) {
  const names = useSessionNames(mode);
  return (
    <>
      <SelectField
        label="Provider"
        name="providerId"
        value={filters.providerId}
        hint={names.providersHint}
        options={[['', 'Any provider'], ...names.providers]}
        onChange={onChange}
      />
      <SelectField
        label="Template"
        name="templateId"
        value={filters.templateId}
        hint={names.templatesHint}
        options={[['', 'Any template'], ...names.templates]}
        onChange={onChange}
      />
      <SelectField
        label="Device"
        name="device"
        value={filters.device}
        narrow
        options={devices}
        onChange={onChange}
      />
    </>
  );
}

export function useSessionNames(mode: Mode) {
  const providers = useQuery<Page<Provider>>(mode, '/v1/providers?size=150');
  const templates = useQuery<Page<WinkTemplate>>(mode, '/v1/winkTemplates?size=150');
  return {
    providers: namesIn(providers.data),
    providersHint: incompleteText(providers.data),
    templates: namesIn(templates.data),
    templatesHint: incompleteText(templates.data),
  };
}

const namesIn = (page: Page<{ id: string; name: string }> | undefined): [id: string, name: string][] =>
  (page?.items ?? []).map(({ id, name }) => [id, name]);
