import { useWidget } from '../use-widget.ts';
import { CameraIcon } from './icons.tsx';

/** Opens the camera of a phone or tablet. Other devices do not show this button. */
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
