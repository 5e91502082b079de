import { type Language, languageNames, languages } from '@winkwire/contract/languages';
import { useWidget } from '../use-widget.ts';
import { Button } from './button.tsx';
import { CheckIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';

/** The name of each language is written in that language, because some users read only their own. */
export function LanguageSheet({ onClose }: { onClose: () => void }) {
  const { texts, shownLanguage, chooseLanguage } = useWidget();
  const choose = (language: Language) => {
    onClose();
    if (language !== shownLanguage) chooseLanguage(language);
  };
  return (
    <Sheet id="language" heading={texts.language.heading} onDismiss={onClose}>
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
      <Button kind="quiet" onClick={onClose}>
        {texts.cancel}
      </Button>
    </Sheet>
  );
}
