import type { Mode } from '@winkwire/contract/modes';
import type { Provider } from '@winkwire/contract/resources/provider';
import type { WinkTemplate } from '@winkwire/contract/resources/wink-template';
import type { Page } from '@winkwire/contract/schema/envelope';
import { deviceClasses } from '@winkwire/contract/session-outcomes';
import { useQuery } from '../api/use-query.ts';
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
        options={[['', 'Any provider'], ...names.providers]}
        onChange={onChange}
      />
      <SelectField
        label="Template"
        name="templateId"
        value={filters.templateId}
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

/** The ids and names of the first 150 providers and templates. The lists are empty until they have been loaded. */
export function useSessionNames(mode: Mode): {
  providers: [string, string][];
  templates: [string, string][];
} {
  const providers = useQuery<Page<Provider>>(mode, '/v1/providers?size=150');
  const templates = useQuery<Page<WinkTemplate>>(mode, '/v1/winkTemplates?size=150');
  return {
    providers: (providers.data?.items ?? []).map(({ id, name }) => [id, name]),
    templates: (templates.data?.items ?? []).map(({ id, name }) => [id, name]),
  };
}
