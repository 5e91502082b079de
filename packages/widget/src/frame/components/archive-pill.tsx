import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import { useWidget } from '../use-widget.ts';
import { Pill, type PillTone } from './pill.tsx';

const tones: Partial<Record<ArchiveStatus, PillTone>> = { ANALYZED: 'good', ERROR: 'bad' };

export function ArchivePill({ status }: { status: ArchiveStatus }) {
  const { texts } = useWidget();
  return <Pill tone={tones[status] ?? 'calm'}>{texts.archive.states[status]}</Pill>;
}
