// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import type { ProviderType } from '@winkwire/contract/provider-types';
import type { WidgetProvider } from '@winkwire/contract/widget-api';
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ProviderListbox } from '../components/provider-listbox.tsx';
import { Screen } from '../components/screen.tsx';
import { SearchField } from '../components/search-field.tsx';
import { TypeBar } from '../components/type-bar.tsx';
import { formatCount } from '../format-count.ts';
import { groupProviders } from '../group-providers.ts';
import { readAloud } from '../screen-reader.ts';
import { useDraft } from '../use-draft.ts';
import { useListCursor } from '../use-list-cursor.ts';
import { useWidget } from '../use-widget.ts';

export function ProviderListScreen() {
  const { texts, context, send, language } = useWidget();
  const { options } = context.session!;
  // After linking, the search is empty, because the user now looks for another provider.
  const { length } = context.sources.accounts;
  const [search, setSearch] = useDraft(`search ${length}`, '');
  const [type, setType] = useDraft<ProviderType | null>(`type ${length}`, null);
  const { top, others, types } = groupProviders(context.providers, {
    search,
    type,
    categoryOf: (provider) =>
      `${texts.providerTypes[provider.type]} ${texts.providerSubTypes[provider.subType]}`,
    topProviders: options.topProviders,
    onlyConnected: !options.enableUpload,
  });
  const shown = [...top, ...others];
  const choose = (provider: WidgetProvider) => send({ type: 'provider.chosen', providerId: provider.id });
  const cursor = useListCursor({
    ids: shown.map(({ id }) => `provider-${id}`),
    onPick: (at) => choose(shown[at]!),
  });

  const isEmpty = shown.length === 0;
  const emptyText = search ? texts.providerList.empty(search) : texts.providerList.emptyType;
  const result = isEmpty ? emptyText : formatCount(texts.providerList.results, shown.length, language);
  useEffect(() => {
    if (search || type) readAloud(result);
  }, [search, type]);
  useEffect(() => {
    if (!search) return;
    // Reported only after a pause in typing, and not at every key press.
    const timer = setTimeout(() => send({ type: 'providers.searched', resultCount: shown.length }), 800);
    return () => clearTimeout(timer);
  }, [search]);
  const filterBy = (change: () => void) => {
    change();
    cursor.reset();
  };

  return (
    <Screen
      scale="quiet"
      heading={texts.providerList.heading}
      intro={texts.providerList.intro}
      footer={
        <div class="side-by-side">
          <Button kind="quiet" onClick={() => send({ type: 'provider.notListed' })}>
            {texts.providerList.missing}
          </Button>
          {options.enableUpload && (
            <Button kind="quiet" onClick={() => send({ type: 'documents.requested' })}>
              {texts.providerList.upload}
            </Button>
          )}
        </div>
      }
    >
      {(options.enableSearchBar || (options.enableTypeBar && types.length > 1)) && (
        <div class="sticky">
          {options.enableSearchBar && (
            <SearchField
              hasResults={!isEmpty}
              value={search}
              onChange={(value) => filterBy(() => setSearch(value))}
              cursor={cursor}
            />
          )}
          {options.enableTypeBar && types.length > 1 && (
            <TypeBar types={types} value={type} onChange={(value) => filterBy(() => setType(value))} />
          )}
        </div>
      )}
      {!isEmpty ? (
        <ProviderListbox
          top={top}
          others={others}
          cursor={cursor}
          isFocusable={!options.enableSearchBar}
          onChoose={choose}
        />
      ) : (
        <div class="empty">
          <p class="empty-title">{emptyText}</p>
          <p>{texts.providerList.emptyAdvice}</p>
        </div>
      )}
    </Screen>
  );
}
