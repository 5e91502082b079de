import type { Mode } from '@winkwire/contract/modes';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ArchivePagePicture } from './archive-page-picture.tsx';
import type { PageChoice } from './page-choices.ts';

interface ArchiveDocumentCardProps {
  mode: Mode;
  archiveId: string;
  pages: PageChoice[];
  /** The index in `pages`. */
  shown: number;
  onShow: (page: number) => void;
  fields: ArchiveField[];
  selected: string | undefined;
  onSelect: (name: string) => void;
}

export function ArchiveDocumentCard(props: ArchiveDocumentCardProps) {
  const { mode, archiveId, pages, shown, onShow, fields, selected, onSelect } = props;
  const page = pages[shown];
  if (!page) return null;
  return (
    <Card
      title="Document"
      lead="The server draws the pages in grey. Each rectangle marks the place of a value."
      scrolls
    >
      {pages.length > 1 && <PageSwitch pages={pages} shown={shown} onShow={onShow} />}
      <ArchivePagePicture
        mode={mode}
        archiveId={archiveId}
        page={page}
        fields={fields.filter((field) => field.fileId === page.fileId && field.page === page.page)}
        selected={selected}
        onSelect={onSelect}
      />
    </Card>
  );
}

function PageSwitch({ pages, shown, onShow }: Pick<ArchiveDocumentCardProps, 'pages' | 'shown' | 'onShow'>) {
  return (
    <div class="page-switch">
      <Button size="small" disabled={shown === 0} onClick={() => onShow(shown - 1)}>
        Previous
      </Button>
      <select
        class="select"
        aria-label="Page"
        value={shown}
        onChange={(event) => onShow(Number(event.currentTarget.value))}
      >
        {pages.map(({ label }, index) => (
          <option key={index} value={index}>
            {index + 1}. {label}
          </option>
        ))}
      </select>
      <Button size="small" disabled={shown === pages.length - 1} onClick={() => onShow(shown + 1)}>
        Next
      </Button>
    </div>
  );
}
