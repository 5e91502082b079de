import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import { useEffect } from 'preact/hooks';
import { readingTexts } from '../reading-texts.ts';
import { readAloud } from '../screen-reader.ts';
import { useWidget } from '../use-widget.ts';

export function ReadingProgress({ read, of }: NonNullable<ArchiveProgress['reading']>) {
  const { shownLanguage, language } = useWidget();
  const number = new Intl.NumberFormat(language);
  const page = Math.min(read + 1, of);
  const text = readingTexts[shownLanguage].reading(number.format(page), number.format(of));
  useEffect(() => readAloud(text), [text]);
  return (
    <div class="upload-progress">
      <progress max={of} value={read} aria-label={text} />
      <p aria-hidden="true">{text}</p>
    </div>
  );
}
