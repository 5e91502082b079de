// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useEffect } from 'preact/hooks';
import { archiveLabel } from '../archive-label.ts';
import { ArchivePill } from '../components/archive-pill.tsx';
import { DocumentIcon } from '../components/icons.tsx';
import { ReadingProgress } from '../components/reading-progress.tsx';
import { SuccessScreen } from '../components/success-screen.tsx';
import { UnreadablePages } from '../components/unreadable-pages.tsx';
import { formatList } from '../format-list.ts';
import { readingTexts } from '../reading-texts.ts';
import { readAloud } from '../screen-reader.ts';
import { useWidget } from '../use-widget.ts';

export function ArchiveSuccessScreen() {
  const { texts, context, company, language, shownLanguage, send } = useWidget();
  const { archive, reading, unreadable } = context.archive!;
  const { status } = archive.state;
  const hasFailed = status === 'ERROR';
  const files = context.sentFiles.map((file, index) => {
    const fault = unreadable.find((page) => page.file === index);
    return fault ? { ...file, unreadable: fault } : file;
  });
  const retry = {
    label: hasFailed ? texts.retry : readingTexts[shownLanguage].replacePages,
    onPress: () => send({ type: 'files.retaken', files }),
  };
  const canRetry = files.length > 0 && (hasFailed || unreadable.length > 0);
  useEffect(() => {
    if (status === 'ANALYZED') readAloud(texts.archive.states.ANALYZED);
  }, [status]);
  return (
    <SuccessScreen
      heading={hasFailed ? texts.archive.states.ERROR : texts.archiveSuccess.heading}
      intro={hasFailed ? undefined : texts.archiveSuccess.text(company)}
      hasFailed={hasFailed}
      another={texts.archiveSuccess.another}
      retry={canRetry ? retry : undefined}
    >
      <div class="card-row">
        <span class="row-icon">
          <DocumentIcon size={22} />
        </span>
        <span class="row-words">
          <span class="row-title">{archiveLabel(archive, texts)}</span>
          <span class="row-text">
            <bdi>
              {formatList(
                archive.rawFiles.map(({ name }) => name),
                language,
              )}
            </bdi>
          </span>
        </span>
        <ArchivePill status={status} />
      </div>
      {reading && reading.of > 1 && <ReadingProgress {...reading} />}
      <UnreadablePages archive={archive} unreadable={unreadable} />
    </SuccessScreen>
  );
}
