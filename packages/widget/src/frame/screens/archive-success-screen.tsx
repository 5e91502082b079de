// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useEffect } from 'preact/hooks';
import { archiveLabel } from '../archive-label.ts';
import { ArchivePill } from '../components/archive-pill.tsx';
import { DocumentIcon } from '../components/icons.tsx';
import { Notice } from '../components/notice.tsx';
import { SuccessScreen } from '../components/success-screen.tsx';
import { formatList } from '../format-list.ts';
import { readAloud } from '../screen-reader.ts';
import { useWidget } from '../use-widget.ts';

export function ArchiveSuccessScreen() {
  const { texts, context, company, language } = useWidget();
  const { archive } = context.archive!;
  const { status } = archive.state;
  useEffect(() => {
    if (status === 'ANALYZED') readAloud(texts.archive.states.ANALYZED);
  }, [status]);
  return (
    <SuccessScreen
      heading={texts.archiveSuccess.heading}
      intro={texts.archiveSuccess.text(company)}
      another={texts.archiveSuccess.another}
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
      {status === 'ERROR' && <Notice kind="error">{texts.archive.error}</Notice>}
    </SuccessScreen>
  );
}
