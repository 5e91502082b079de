import type { ProviderType } from '../group-providers.ts';
import { useWidget } from '../use-widget.ts';

interface TypeBarProps {
  types: ProviderType[];
  value: string | null;
  onChange: (type: string | null) => void;
}

export function TypeBar({ types, value, onChange }: TypeBarProps) {
  const { texts } = useWidget();
  const chips = [{ type: null, label: texts.providerList.allTypes }, ...types];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser
    <div class="chips" role="group" aria-label={texts.providerList.types}>
      {chips.map(({ type, label }) => (
        <button
          class="chip"
          type="button"
          key={label}
          aria-pressed={type === value}
          onClick={() => onChange(type)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
