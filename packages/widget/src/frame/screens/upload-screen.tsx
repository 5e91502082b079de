import { useEffect } from 'preact/hooks';
import { announce } from '../announce.ts';
import { Button } from '../components/button.tsx';
import { DropZone } from '../components/drop-zone.tsx';
import { FileRow } from '../components/file-row.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { pickFile } from '../picked-file.ts';
import { useWidget } from '../use-widget.ts';

export function UploadScreen() {
  const { texts, context, send, isIn } = useWidget();
  const { files } = context;
  const isSending = isIn('sending');
  const fault = files.find((file) => file.fault)?.fault;
  useEffect(() => {
    if (fault) announce(texts.upload.faults[fault], 'assertive');
  }, [fault]);
  return (
    <Screen
      heading={texts.upload.heading(context.fileType!.typeLabel)}
      intro={texts.upload.intro}
      onBack={isSending ? undefined : () => send({ type: 'back' })}
      footer={
        isSending ? (
          <>
            <UploadProgress />
            <Button kind="quiet" onClick={() => send({ type: 'cancel upload' })}>
              {texts.cancel}
            </Button>
          </>
        ) : (
          <Button
            disabled={files.length === 0 || Boolean(fault)}
            onClick={() => send({ type: 'submit files' })}
          >
            {files.length > 0 ? texts.upload.submitCount(files.length) : texts.upload.submit}
          </Button>
        )
      }
    >
      <ProblemNotice />
      {!isSending && (
        <DropZone onFiles={(added) => send({ type: 'add files', files: added.map(pickFile) })} />
      )}
      {files.length > 0 && (
        <ul class="files" aria-label={texts.upload.files}>
          {files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              error={file.fault && texts.upload.faults[file.fault]}
              onRemove={isSending ? undefined : () => send({ type: 'remove file', id: file.id })}
            />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function UploadProgress() {
  const { texts, context } = useWidget();
  const percent = Math.round(context.uploadedShare * 100);
  const quarter = Math.floor(percent / 25) * 25;
  useEffect(() => announce(texts.upload.percent(quarter)), [quarter]);
  return (
    <div class="upload-progress">
      <progress max={100} value={percent} aria-label={texts.upload.progress} />
      <p>{texts.upload.percent(percent)}</p>
    </div>
  );
}
