// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { archiveLabel } from '../archive-label.ts';
import { ArchivePill } from '../components/archive-pill.tsx';
import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FileRow } from '../components/file-row.tsx';
import { DocumentIcon } from '../components/icons.tsx';
import { Screen } from '../components/screen.tsx';
import { UnreadablePages } from '../components/unreadable-pages.tsx';
import { useWidget } from '../use-widget.ts';
import { ConfirmRemovalSheet } from './confirm-removal-sheet.tsx';

export function RevokeArchiveScreen() {
  const { texts, context, send, company, isIn, can } = useWidget();
  const { archive, unreadable } = context.archive!;
  const isGone = isIn('removed');
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="calm">
          <DocumentIcon size={36} />
        </BadgeIcon>
      }
      heading={
        isGone ? texts.revokeArchive.goneTitle : texts.revokeArchive.heading(archiveLabel(archive, texts))
      }
      intro={isGone ? texts.revokeArchive.goneText(company) : undefined}
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
      footer={<ArchiveActions isGone={isGone} />}
    >
      <p class="centred">
        <ArchivePill status={archive.state.status} />
      </p>
      {!isGone && (
        <ul class="files" aria-label={texts.revokeArchive.files}>
          {archive.rawFiles.map((file) => (
            <FileRow key={file.id} name={file.name} size={file.size * 1024} />
          ))}
        </ul>
      )}
      <UnreadablePages archive={archive} unreadable={unreadable} />
      <FailureNotice />
      {isIn('confirming') && <ConfirmRemovalSheet id="delete" texts={texts.revokeArchive} />}
    </Screen>
  );
}

function ArchiveActions({ isGone }: { isGone: boolean }) {
  const { texts, send, isIn } = useWidget();
  return (
    <>
      <Button onClick={() => send({ type: 'closing.requested', reason: 'exit' })}>{texts.done}</Button>
      {isGone ? (
        <Button kind="quiet" onClick={() => send({ type: 'list.requested' })}>
          {texts.revokeArchive.another}
        </Button>
      ) : (
        <Button
          kind="quiet-danger"
          busy={isIn('removing')}
          onClick={() => send({ type: 'removal.requested' })}
        >
          {texts.revokeArchive.remove}
        </Button>
      )}
    </>
  );
}
