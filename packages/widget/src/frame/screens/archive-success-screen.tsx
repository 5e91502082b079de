import { useEffect } from 'preact/hooks';
import { announce } from '../announce.ts';
import { archiveLabel } from '../archive-label.ts';
import { ArchivePill } from '../components/archive-pill.tsx';
import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { CheckIcon, DocumentIcon } from '../components/icons.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

export function ArchiveSuccessScreen() {
  const { texts, context, send, company } = useWidget();
  const { archive } = context.archive!;
  const { status } = archive.state;
  useEffect(() => {
    if (status === 'ANALYZED') announce(texts.archive.states.ANALYZED ?? '');
  }, [status]);
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="good">
          <CheckIcon size={40} />
        </BadgeIcon>
      }
      heading={texts.archiveSuccess.heading}
      intro={texts.archiveSuccess.text(company)}
      footer={
        <>
          <Button onClick={() => send({ type: 'leave', reason: 'exit' })}>{texts.done}</Button>
          <Button kind="quiet" onClick={() => send({ type: 'another' })}>
            {texts.archiveSuccess.another}
          </Button>
        </>
      }
    >
      <div class="card-row">
        <span class="row-icon">
          <DocumentIcon size={22} />
        </span>
        <span class="row-words">
          <span class="row-title">{archiveLabel(archive, context.fileTypes, texts)}</span>
          <bdi class="row-text">{archive.rawFiles.map(({ name }) => name).join(', ')}</bdi>
        </span>
        <ArchivePill status={status} />
      </div>
      {status === 'ERROR' && <Notice kind="problem">{texts.archive.error}</Notice>}
    </Screen>
  );
}
