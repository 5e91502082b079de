import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import { readingTexts } from '../reading-texts.ts';
import { useWidget } from '../use-widget.ts';
import { Notice } from './notice.tsx';

/** An unreadable page is an error only if the whole archive has failed. Otherwise, it is a hint. */
export function UnreadablePages({ archive, unreadable }: Pick<ArchiveProgress, 'archive' | 'unreadable'>) {
  const { texts, shownLanguage, language } = useWidget();
  const words = readingTexts[shownLanguage];
  const number = new Intl.NumberFormat(language);
  const hasFailed = archive.state.status === 'ERROR';
  if (unreadable.length === 0) return hasFailed ? <Notice kind="error">{texts.archive.error}</Notice> : null;
  return (
    <Notice kind={hasFailed ? 'error' : 'hint'}>
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
