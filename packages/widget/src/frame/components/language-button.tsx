import { type Language, languageNames, languages } from '@winkwire/contract/languages';
import { useState } from 'preact/hooks';
import { useWidget } from '../use-widget.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { CheckIcon, GlobeIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';

/** Opens the list of languages. Each is named in itself, because who needs it may read no other. */
export function LanguageButton() {
  const { texts, shownLanguage, chooseLanguage } = useWidget();
  const [isOpen, setOpen] = useState(false);
  const choose = (language: Language) => {
    setOpen(false);
    if (language !== shownLanguage) chooseLanguage(language);
  };
  return (
    <>
      <IconButton label={texts.language.label} onClick={() => setOpen(true)}>
        <GlobeIcon size={20} />
      </IconButton>
      {isOpen && (
        <Sheet id="language" heading={texts.language.heading} onDismiss={() => setOpen(false)}>
          <ul class="languages">
            {languages.map((language) => (
              <li key={language}>
                <button
                  type="button"
                  class="language"
                  lang={language}
                  aria-current={language === shownLanguage}
                  onClick={() => choose(language)}
                >
                  <bdi>{languageNames[language]}</bdi>
                  {language === shownLanguage && <CheckIcon size={20} />}
                </button>
              </li>
            ))}
          </ul>
          <Button kind="quiet" onClick={() => setOpen(false)}>
            {texts.cancel}
          </Button>
        </Sheet>
      )}
    </>
  );
}
