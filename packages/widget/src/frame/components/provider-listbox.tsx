import type { WidgetProvider } from '@winkwire/contract/widget-api';
import type { ListCursor } from '../use-list-cursor.ts';
import { useWidget } from '../use-widget.ts';
import { ChevronIcon } from './icons.tsx';
import { Logo } from './logo.tsx';
import { Pill } from './pill.tsx';

interface ProviderListboxProps {
  top: WidgetProvider[];
  others: WidgetProvider[];
  cursor: ListCursor;
  /** Whether the list handles the keys itself, because there is no search field. */
  isFocusable: boolean;
  onChoose: (provider: WidgetProvider) => void;
}

export function ProviderListbox({ top, others, cursor, isFocusable, onChoose }: ProviderListboxProps) {
  const { texts, context } = useWidget();
  const linked = new Set(
    context.sources.accounts.flatMap((account) => (account.status === 'CONNECTED' ? account.providerId : [])),
  );
  const group = (label: string, providers: WidgetProvider[], look: 'tiles' | 'rows') => (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no element for a group of options
    <div role="group" aria-label={label} class={look} key={label}>
      {top.length > 0 && (
        <div class="group-label" role="presentation">
          {label}
        </div>
      )}
      {providers.map((provider) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: useListCursor handles the keys where the focus is
        <div
          key={provider.id}
          id={`provider-${provider.id}`}
          class={cursor.activeId === `provider-${provider.id}` ? 'option is-active' : 'option'}
          role="option"
          tabIndex={-1}
          aria-selected={cursor.activeId === `provider-${provider.id}`}
          onClick={() => onChoose(provider)}
        >
          <Logo url={provider.logoUrl} name={provider.name} />
          <span class="row-words">
            <span class="row-title" translate={false}>
              {provider.name}
            </span>
            <span class="row-text">{texts.providerSubTypes[provider.subType]}</span>
          </span>
          {linked.has(provider.id) && <Pill tone="good">{texts.providerList.linked}</Pill>}
          <ChevronIcon size={20} />
        </div>
      ))}
    </div>
  );
  return (
    <div
      id="providers"
      class="providers"
      role="listbox"
      aria-label={texts.providerList.list}
      tabIndex={isFocusable ? 0 : -1}
      aria-activedescendant={isFocusable ? cursor.activeId : undefined}
      onKeyDown={isFocusable ? cursor.onKeyDown : undefined}
    >
      {top.length > 0 && group(texts.providerList.top, top, 'tiles')}
      {others.length > 0 && group(texts.providerList.all, others, 'rows')}
    </div>
  );
}
