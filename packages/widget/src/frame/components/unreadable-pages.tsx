import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import { readingTexts } from '../reading-texts.ts';
import { useWidget } from '../use-widget.ts';
import { Notice } from './notice.tsx';

/** Explains that an archive could not be read, and lists each unreadable page with its fault. */
export function UnreadablePages({ archive, unreadable }: Pick<ArchiveProgress, 'archive' | 'unreadable'>) {
  const { texts, shownLanguage, language } = useWidget();
  const words = readingTexts[shownLanguage];
  const number = new Intl.NumberFormat(language);
  if (unreadable.length === 0) return <Notice kind="error">{texts.archive.error}</Notice>;
  return (
    <Notice kind="error">
      <ul class="unreadable">
        {unreadable.map(({ file, page, reason }) => (
          <li key={`${file} ${page}`}>
            <strong>
              <bdi>{archive.rawFiles[file]?.name}</bdi>
              {page > 1 && `, ${words.page(number.format(page))}`}
            </strong>{' '}
            {words.unreadable[reason]}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
