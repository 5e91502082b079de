import { useState } from 'preact/hooks';
import { useWidget } from '../use-widget.ts';
import { acceptedFiles } from './accepted-files.ts';
import { UploadIcon } from './icons.tsx';

/** The label wraps a real file input, so drag and drop, clicks and the keyboard work. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { texts } = useWidget();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label
      class={isOver ? 'drop-zone is-over' : 'drop-zone'}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span class="row-icon">
        <UploadIcon />
      </span>
      <span class="drop-words">
        {texts.upload.drop} <u>{texts.upload.browse}</u>
      </span>
      <span class="touch-words">{texts.upload.touch}</span>
      <span class="row-text">{texts.upload.formats}</span>
      <input
        class="visually-hidden"
        type="file"
        multiple
        accept={acceptedFiles}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // Without this, the user could not remove a file and then choose the same file again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
