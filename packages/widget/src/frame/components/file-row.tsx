import { formatBytes } from '../format-bytes.ts';
import { useWidget } from '../use-widget.ts';
import { IconButton } from './icon-button.tsx';
import { DocumentIcon, TrashIcon } from './icons.tsx';
import { ReplaceButton } from './replace-button.tsx';

interface FileRowProps {
  name: string;
  size: number;
  error?: string | null;
  onRemove?: (() => void) | undefined;
  onReplace?: ((file: File) => void) | undefined;
}

export function FileRow({ name, size, error, onRemove, onReplace }: FileRowProps) {
  const { texts, language } = useWidget();
  return (
    <li class={error ? 'file has-error' : 'file'}>
      <span class="row-icon">
        <DocumentIcon size={20} />
      </span>
      <span class="row-words">
        <span class="row-title">
          <bdi>{name}</bdi>
        </span>
        <span class={error ? 'field-error' : 'row-text'}>{error ?? formatBytes(size, language)}</span>
      </span>
      {onReplace && <ReplaceButton name={name} onFile={onReplace} />}
      {onRemove && (
        <IconButton label={texts.upload.remove(name)} onClick={onRemove}>
          <TrashIcon size={20} />
        </IconButton>
      )}
    </li>
  );
}
