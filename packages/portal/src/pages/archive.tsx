import type { Mode } from '@winkwire/contract/modes';
import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import type { ArchiveReading } from '@winkwire/contract/resources/archive-reading';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { ArchiveDocumentCard } from './archive-document-card.tsx';
import { ArchiveFieldsCard } from './archive-fields-card.tsx';
import { ArchiveLogCard } from './archive-log-card.tsx';
import { archiveTones } from './archive-tones.ts';
import { FieldCorrectDialog } from './field-correct-dialog.tsx';
import { missingFields } from './field-words.ts';
import { pageChoices } from './page-choices.ts';

export function ArchivePage({ mode, id }: PageProps) {
  const path = `/v1/archives/${encodeURIComponent(id)}`;
  const [isRead, setIsRead] = useState(false);
  const archive = useQuery<Archive>(mode, path, isRead ? 0 : 2);
  const status = archive.data?.state.status;
  if (!isRead && status !== undefined && status !== 'STARTED') setIsRead(true);
  return (
    <>
      <PageHead
        title="Document"
        tab={`Document ${id}`}
        lead={<Id value={id} whole />}
        actions={
          <a class="button" href={href(mode, 'events') + queryString({ sourceId: id })}>
            Events of this archive
          </a>
        }
      />
      <QueryView query={archive} rows={9}>
        {(data) => (
          <div class="stack">
            <AboutCard mode={mode} archive={data} />
            {data.state.status === 'STARTED' && <BeingRead live={<LiveBadge query={archive} />} />}
            {data.state.status === 'REVOKED' && <Deleted />}
            {isRead && data.state.status !== 'REVOKED' && <Reading mode={mode} archive={data} />}
          </div>
        )}
      </QueryView>
    </>
  );
}

function AboutCard({ mode, archive }: { mode: Mode; archive: Archive }) {
  const { type, state, userId, createdAt, rawFiles } = archive;
  return (
    <Card>
      <Facts
        class="card-body"
        facts={[
          [
            'State',
            <>
              <Badge tone={archiveTones[state.status]}>{state.errorCode ?? state.status}</Badge>
              {state.errorMessage && <p class="small">{state.errorMessage}</p>}
            </>,
          ],
          ['Type', type],
          ['User', <Id key="user" value={userId} href={href(mode, 'users', userId)} />],
          ['Uploaded', <Moment key="uploaded" at={createdAt} exact />],
          ['Files', rawFiles.map(({ name }) => name).join(', ')],
        ]}
      />
    </Card>
  );
}

const BeingRead = ({ live }: { live: ComponentChildren }) => (
  <Card>
    <Empty title="The document is being read">
      <p>Its fields appear here as soon as it has been read.</p>
      {live}
    </Empty>
  </Card>
);

const Deleted = () => (
  <Card>
    <Empty title="The document was deleted">
      <p>Its files and everything that was read from them were deleted when the archive was revoked.</p>
    </Empty>
  </Card>
);

function Reading({ mode, archive }: { mode: Mode; archive: Archive }) {
  const path = `/v1/archives/${encodeURIComponent(archive.id)}`;
  const fields = useQuery<{ fields: ArchiveField[] }>(mode, `${path}/fields`);
  const reading = useQuery<ArchiveReading>(mode, `${path}/reading`);
  const refresh = () => Promise.all([fields.refresh(), reading.refresh()]);
  return (
    <QueryView query={fields} rows={12}>
      {(read) => (
        <QueryView query={reading} rows={6}>
          {(log) => (
            <ReadDocument
              mode={mode}
              archive={archive}
              fields={read.fields}
              reading={log}
              refresh={refresh}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

interface ReadDocumentProps {
  mode: Mode;
  archive: Archive;
  fields: ArchiveField[];
  reading: ArchiveReading;
  refresh: () => Promise<unknown>;
}

function ReadDocument({ mode, archive, fields, reading, refresh }: ReadDocumentProps) {
  const [selected, setSelected] = useState<string>();
  const [shown, setShown] = useState(0);
  /** The field that is being corrected. Empty while a value is added, undefined while the dialog is closed. */
  const [corrected, setCorrected] = useState<string>();
  const pages = pageChoices(archive, reading);
  const select = (name: string) => {
    setSelected(name);
    const field = fields.find((each) => each.name === name);
    const at = pages.findIndex(({ fileId, page }) => fileId === field?.fileId && page === field.page);
    if (at >= 0) setShown(at);
  };
  return (
    <>
      <div class="archive">
        <ArchiveDocumentCard
          {...{ mode, pages, shown, fields, selected }}
          archiveId={archive.id}
          onShow={setShown}
          onSelect={select}
        />
        <div class="stack">
          {archive.analysis && (
            <ArchiveFieldsCard
              {...{ archive, fields, selected }}
              onSelect={select}
              onCorrect={(name = '') => setCorrected(name)}
            />
          )}
          <ArchiveLogCard archive={archive} reading={reading} />
        </div>
      </div>
      {corrected !== undefined && (
        <FieldCorrectDialog
          mode={mode}
          archiveId={archive.id}
          field={fields.find(({ name }) => name === corrected)}
          missing={missingFields(archive, fields)}
          onClose={() => setCorrected(undefined)}
          onDone={(name) => {
            setSelected(name);
            return refresh();
          }}
        />
      )}
    </>
  );
}
