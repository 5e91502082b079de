import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveReading, ReadingStep } from '@winkwire/contract/resources/archive-reading';
import { Card } from '../ui/card.tsx';
import { Moment } from '../ui/moment.tsx';

export function ArchiveLogCard({ archive, reading }: { archive: Archive; reading: ArchiveReading }) {
  return (
    <Card title="Log of the reading">
      <ol class="archive-log">
        {reading.steps.map((step, index) => (
          <li key={index}>
            <span class="faint small number">
              <Moment at={step.at} exact />
            </span>
            <span>
              {placeOf(step, archive)}
              {step.text}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The page, and the file if there are several. Empty for a step without a page. */
function placeOf({ fileId, page }: ReadingStep, { rawFiles }: Archive): string {
  if (page === null) return '';
  const file = rawFiles.length > 1 ? rawFiles.find(({ id }) => id === fileId) : undefined;
  return file ? `${file.name}, page ${page}: ` : `Page ${page}: `;
}
