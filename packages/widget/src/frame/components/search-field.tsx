import { useRef } from 'preact/hooks';
import { isComposing } from '../is-composing.ts';
import type { ListCursor } from '../use-list-cursor.ts';
import { useWidget } from '../use-widget.ts';
import { IconButton } from './icon-button.tsx';
import { CloseIcon, SearchIcon } from './icons.tsx';

interface SearchFieldProps {
  hasResults: boolean;
  value: string;
  onChange: (value: string) => void;
  cursor: ListCursor;
}

/** An ARIA combobox for the provider listbox. */
export function SearchField({ hasResults, value, onChange, cursor }: SearchFieldProps) {
  const { texts } = useWidget();
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div class="field-box search">
      <SearchIcon size={20} />
      <input
        ref={(element) => {
          input.current = element;
          // See field.tsx: the prop `autocorrect="off"` would turn autocorrection on.
          element?.setAttribute('autocorrect', 'off');
        }}
        type="text"
        inputMode="search"
        role="combobox"
        aria-label={texts.providerList.search}
        aria-expanded={hasResults}
        aria-controls={hasResults ? 'providers' : undefined}
        aria-autocomplete="list"
        aria-activedescendant={cursor.activeId}
        placeholder={texts.providerList.search}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value && !isComposing(event)) {
            event.stopPropagation();
            clear();
          } else cursor.onKeyDown(event);
        }}
      />
      {value && (
        <IconButton label={texts.providerList.clear} onClick={clear}>
          <CloseIcon size={18} />
        </IconButton>
      )}
    </div>
  );
}
