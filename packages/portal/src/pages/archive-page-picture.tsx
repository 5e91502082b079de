import type { Mode } from '@winkwire/contract/modes';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { useEffect, useRef } from 'preact/hooks';
import { FailureNotice, Loading } from '../ui/states.tsx';
import { fieldLabel } from './field-words.ts';
import type { PageChoice } from './page-choices.ts';
import { usePagePicture } from './use-page-picture.ts';

interface ArchivePagePictureProps {
  mode: Mode;
  archiveId: string;
  page: PageChoice;
  fields: ArchiveField[];
  selected: string | undefined;
  onSelect: (name: string) => void;
}

export function ArchivePagePicture(props: ArchivePagePictureProps) {
  const { mode, archiveId, page, fields, selected, onSelect } = props;
  const path = `/portal/api/archives/${archiveId}/files/${page.fileId}/pages/${page.page}`;
  const { bitmap, failure, retry } = usePagePicture(mode, path);
  if (failure) {
    return (
      <div class="card-body">
        <FailureNotice failure={failure} onRetry={retry} />
      </div>
    );
  }
  if (!bitmap) return <Loading rows={14} />;
  return (
    <div class="sheet">
      <Picture bitmap={bitmap} label={page.label} />
      {fields.map((field) => (
        <Mark
          key={field.name}
          field={field}
          isSelected={field.name === selected}
          onSelect={() => onSelect(field.name)}
        />
      ))}
    </div>
  );
}

/** Draws on a canvas, because the content security policy forbids images with a `blob:` address. */
function Picture({ bitmap, label }: { bitmap: ImageBitmap; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0), [bitmap]);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} role="img" aria-label={label} />;
}

interface MarkProps {
  field: ArchiveField;
  isSelected: boolean;
  onSelect: () => void;
}

/** How far a mark extends beyond its text, as a fraction of the page. */
const margin = 0.004;
const percent = (share: number): string => `${share * 100}%`;

/** The keyboard and screen readers skip the marks, because the list of fields can be used instead. */
function Mark({ field, isSelected, onSelect }: MarkProps) {
  const mark = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isSelected) mark.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isSelected]);
  const [left = 0, top = 0, width = 0, height = 0] = field.box ?? [];
  return (
    <button
      ref={mark}
      type="button"
      class="field-mark"
      tabIndex={-1}
      aria-hidden="true"
      title={fieldLabel(field.name)}
      data-selected={isSelected}
      data-tone={field.correction ? 'corrected' : 'read'}
      style={{
        left: percent(left - margin),
        top: percent(top - margin),
        width: percent(width + 2 * margin),
        height: percent(height + 2 * margin),
      }}
      onClick={onSelect}
    />
  );
}
