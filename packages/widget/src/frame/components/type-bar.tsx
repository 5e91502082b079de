import type { ProviderType } from '@winkwire/contract/provider-types';
import { useWidget } from '../use-widget.ts';

interface TypeBarProps {
  types: ProviderType[];
  value: ProviderType | null;
  onChange: (type: ProviderType | null) => void;
}

export function TypeBar({ types, value, onChange }: TypeBarProps) {
  const { texts } = useWidget();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
    <div class="chips" role="group" aria-label={texts.providerList.types}>
      {[null, ...types].map((type) => (
        <button
          class="chip"
          type="button"
          key={type}
          aria-pressed={type === value}
          onClick={() => onChange(type)}
        >
          {type ? texts.providerTypes[type] : texts.providerList.allTypes}
        </button>
      ))}
    </div>
  );
}
