import { archiveLabel } from '../archive-label.ts';
import { ArchivePill } from '../components/archive-pill.tsx';
import { Logo } from '../components/logo.tsx';
import { Row } from '../components/row.tsx';
import { Screen } from '../components/screen.tsx';
import { formatDate } from '../format-date.ts';
import { useWidget } from '../use-widget.ts';

export function FileTypeListScreen() {
  const { texts, context, send, can, language } = useWidget();
  const mine = context.sources.archives.filter(({ archive }) => archive.state.status !== 'REVOKED');
  const logoOf = (type: string | null) =>
    context.fileTypes.find((fileType) => fileType.type === type)?.logoUrl;
  return (
    <Screen
      scale="quiet"
      heading={texts.fileTypeList.heading}
      intro={texts.fileTypeList.intro}
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
    >
      {mine.length > 0 && <h2 class="group-label">{texts.fileTypeList.mine}</h2>}
      {mine.length > 0 && (
        <ul class="rows-list">
          {mine.map(({ archive }) => (
            <Row
              key={archive.id}
              lead={<Logo url={logoOf(archive.type)} name={archive.type ?? ''} />}
              title={archiveLabel(archive, texts)}
              text={archive.rawFiles[0] && formatDate(archive.rawFiles[0].createdAt, language)}
              trailing={<ArchivePill status={archive.state.status} />}
              onClick={() => send({ type: 'archive.chosen', archiveId: archive.id })}
            />
          ))}
        </ul>
      )}
      {mine.length > 0 && <h2 class="group-label">{texts.fileTypeList.types}</h2>}
      <ul class="rows-list">
        {context.fileTypes.map((fileType) => (
          <Row
            key={fileType.type}
            lead={<Logo url={fileType.logoUrl} name={texts.fileTypes[fileType.type]} />}
            title={texts.fileTypes[fileType.type]}
            text={fileType.ocr ? texts.fileTypeList.automatic : undefined}
            onClick={() => send({ type: 'fileType.chosen', fileType: fileType.type })}
          />
        ))}
      </ul>
    </Screen>
  );
}
