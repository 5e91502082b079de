// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { CameraButton } from '../components/camera-button.tsx';
import { DropZone } from '../components/drop-zone.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { FileRow } from '../components/file-row.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { formatCount } from '../format-count.ts';
import { formatPercent } from '../format-percent.ts';
import { type PickedFile, pickFile } from '../picked-file.ts';
import { readingTexts } from '../reading-texts.ts';
import { readAloud } from '../screen-reader.ts';
import { useInputRisk } from '../use-input-risk.ts';
import { usePastedFiles } from '../use-pasted-files.ts';
import { useWidget } from '../use-widget.ts';

export function UploadScreen() {
  const { texts, context, send, isIn, language, shownLanguage } = useWidget();
  const { files } = context;
  const words = readingTexts[shownLanguage];
  const unreadableText = ({ unreadable }: PickedFile) => unreadable && words.unreadable[unreadable.reason];
  const isSending = isIn('sending');
  useInputRisk(files.length > 0);
  const refused = files.find((file) => file.fault);
  const excess = files.filter((file) => file.fault === 'TOO_MANY').length;
  const isTooLarge = files.some((file) => file.fault === 'TOO_LARGE_TOGETHER');
  const add = (added: File[]) => send({ type: 'files.added', files: added.map(pickFile) });
  usePastedFiles((pasted) => !isSending && add(pasted));
  useEffect(() => {
    if (!refused?.fault) return;
    readAloud(`${refused.name}: ${texts.upload.faults[refused.fault]}`, 'assertive');
    // The refused file may be outside the visible part.
    document.querySelector('.file.has-error')?.scrollIntoView({ block: 'nearest' });
  }, [refused?.id, refused?.fault]);
  return (
    <Screen
      scale="quiet"
      heading={texts.upload.heading(texts.fileTypes[context.fileType!.type])}
      intro={texts.upload.intro}
      onBack={isSending ? undefined : () => send({ type: 'back.requested' })}
      footer={
        isSending ? (
          <>
            <UploadProgress />
            <Button kind="quiet" onClick={() => send({ type: 'upload.cancelled' })}>
              {texts.cancel}
            </Button>
          </>
        ) : (
          <Button
            disabled={files.length === 0 || refused !== undefined}
            onClick={() => send({ type: 'files.submitted' })}
          >
            {files.length > 0
              ? formatCount(texts.upload.submitCount, files.length, language)
              : texts.upload.submit}
          </Button>
        )
      }
    >
      <FailureNotice />
      {!isSending && (
        <div class="sources">
          <DropZone onFiles={add} />
          <CameraButton onFiles={add} />
        </div>
      )}
      {/* These notices are at the top, because users could overlook the refused files at the end of a long list. */}
      {excess > 0 && <Notice kind="error">{formatCount(texts.upload.tooMany, excess, language)}</Notice>}
      {isTooLarge && <Notice kind="error">{texts.upload.tooLarge}</Notice>}
      {files.length > 0 && (
        <ul class="files" aria-label={texts.upload.files}>
          {files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              error={file.fault ? texts.upload.faults[file.fault] : unreadableText(file)}
              onReplace={
                file.unreadable && !isSending
                  ? (replaced) => send({ type: 'file.replaced', id: file.id, file: pickFile(replaced) })
                  : undefined
              }
              onRemove={isSending ? undefined : () => send({ type: 'file.removed', id: file.id })}
            />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function UploadProgress() {
  const { texts, context, language } = useWidget();
  const percent = Math.round(context.uploadProgress * 100);
  const quarter = Math.floor(percent / 25) * 25;
  useEffect(() => readAloud(texts.upload.percent(formatPercent(quarter, language))), [quarter]);
  return (
    <div class="upload-progress">
      <progress max={100} value={percent} aria-label={texts.upload.progress} />
      <p>{texts.upload.percent(formatPercent(percent, language))}</p>
    </div>
  );
}
