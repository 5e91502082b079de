import { useWidget } from '../use-widget.ts';
import { CameraIcon } from './icons.tsx';

/** Only phones and tablets show this button, because on other devices it would only open the file dialog. */
export function CameraButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { texts } = useWidget();
  return (
    <label class="button button-secondary camera-button">
      <span class="button-label">
        <CameraIcon size={20} /> {texts.upload.camera}
      </span>
      <input
        class="visually-hidden"
        type="file"
        accept="image/jpeg,image/png"
        capture="environment"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
