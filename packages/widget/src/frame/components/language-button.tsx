import { useState } from 'preact/hooks';
import { useWidget } from '../use-widget.ts';
import { IconButton } from './icon-button.tsx';
import { GlobeIcon } from './icons.tsx';

/**
 * The list of languages loads with the later screens. If the user clicks earlier, the list opens as soon as it is
 * loaded.
 */
export function LanguageButton() {
  const { texts, LanguageSheet } = useWidget();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={texts.language.label} onClick={() => setOpen(true)}>
        <GlobeIcon size={20} />
      </IconButton>
      {isOpen && LanguageSheet && <LanguageSheet onClose={() => setOpen(false)} />}
    </>
  );
}
