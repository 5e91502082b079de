import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { useSearchShortcut } from './use-search-shortcut.ts';

interface SubjectFieldProps {
  label: string;
  name: string;
  value: string;
  onChange: (event: Event) => void;
}

export function SubjectField({ label, ...field }: SubjectFieldProps) {
  useSearchShortcut();
  return (
    <Field label={label}>
      {(control) => (
        <FilterInput
          {...control}
          {...field}
          class="input mono"
          data-search=""
          minLength={2}
          maxLength={200}
          title="Press / to search"
        />
      )}
    </Field>
  );
}
