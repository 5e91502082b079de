import { readingTexts } from '../reading-texts.ts';
import { useWidget } from '../use-widget.ts';
import { acceptedFiles } from './accepted-files.ts';
import { CameraIcon } from './icons.tsx';

interface ReplaceButtonProps {
  name: string;
  onFile: (file: File) => void;
}

/** Opens the file dialog, which also offers the camera on a phone. */
export function ReplaceButton({ name, onFile }: ReplaceButtonProps) {
  const { shownLanguage } = useWidget();
  const label = readingTexts[shownLanguage].replace(name);
  return (
    <label class="icon-button replace-button" title={label}>
      <CameraIcon size={20} />
      <input
        class="visually-hidden"
        type="file"
        aria-label={label}
        accept={acceptedFiles}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
