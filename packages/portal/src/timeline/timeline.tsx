import type { Mode } from '@winkwire/contract/modes';
import type { Timeline as TimelineData } from '@winkwire/contract/portal-api';
import { useState } from 'preact/hooks';
import { href } from '../app/address.ts';
import { Id } from '../ui/id.tsx';
import { Empty } from '../ui/states.tsx';
import { clockTime, dayOf, duration } from '../ui/time.ts';
import { type Chapter, layOut, type MarkKind } from './lay-out.ts';
import { MomentRow } from './moment-row.tsx';

const kinds: { kind: MarkKind; label: string }[] = [
  { kind: 'SCREEN', label: 'Screens' },
  { kind: 'CALLBACK', label: 'Callbacks' },
  { kind: 'EVENT', label: 'Events' },
  { kind: 'ATTEMPT', label: 'Deliveries' },
];

export function Timeline({ mode, data }: { mode: Mode; data: Pick<TimelineData, 'items' | 'sessions'> }) {
  const [hidden, setHidden] = useState<ReadonlySet<MarkKind>>(new Set());
  const shown = new Set(kinds.map(({ kind }) => kind).filter((kind) => !hidden.has(kind)));
  const chapters = layOut(data, shown);
  const toggle = (kind: MarkKind) =>
    setHidden(new Set([kind, ...hidden].filter((each) => each !== kind || !hidden.has(kind))));
  return (
    <div class="timeline">
      <fieldset class="timeline-legend">
        <legend class="visually-hidden">What to show</legend>
        {kinds.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            class="legend-toggle"
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
          >
            <i class="mark" data-kind={kind} />
            {label}
            <span class="number faint">{data.items.filter((mark) => mark.kind === kind).length}</span>
          </button>
        ))}
      </fieldset>
      {chapters.length === 0 && (
        <Empty title={data.items.length === 0 ? 'Nothing has happened yet' : 'Everything is hidden'}>
          <p>
            {data.items.length === 0
              ? 'Screens, callbacks, events and deliveries appear here as they happen.'
              : 'Switch on one of the kinds above.'}
          </p>
        </Empty>
      )}
      {chapters.map((chapter) => (
        <ChapterSection
          key={chapter.key}
          mode={mode}
          chapter={chapter}
          showsDeliveries={shown.has('ATTEMPT')}
        />
      ))}
    </div>
  );
}

interface ChapterSectionProps {
  mode: Mode;
  chapter: Chapter;
  showsDeliveries: boolean;
}

function ChapterSection({ mode, chapter, showsDeliveries }: ChapterSectionProps) {
  return (
    <section class="chapter" aria-label={`${titleOf(chapter)}, ${dayOf(chapter.startsAt)}`}>
      <ChapterHead mode={mode} chapter={chapter} />
      <div class="sides" aria-hidden="true">
        <span>In the browser</span>
        <span />
        <span>On the server</span>
      </div>
      <ol class="moments">
        {chapter.moments.map((moment) => (
          <MomentRow key={moment.key} mode={mode} moment={moment} showsDeliveries={showsDeliveries} />
        ))}
      </ol>
    </section>
  );
}

function ChapterHead({ mode, chapter }: { mode: Mode; chapter: Chapter }) {
  const { session, startsAt, endsAt } = chapter;
  const length = Date.parse(session?.endedAt ?? endsAt) - Date.parse(session?.startedAt ?? startsAt);
  return (
    <header class="chapter-head">
      <h3>{titleOf(chapter)}</h3>
      <p>
        {dayOf(startsAt)}, {clockTime(startsAt)}
        {length > 0 && ` · ${duration(length)}`}
        {session?.status === 'IN_PROGRESS' && ' · open now'}
        {session?.status === 'REVOKED' && ' · reset'}
      </p>
      {session && (
        <p>
          on {session.hostOrigin} <Id value={session.id} href={href(mode, 'sessions', session.id)} />
        </p>
      )}
    </header>
  );
}

const titleOf = (chapter: Chapter) => (chapter.session ? 'Widget session' : 'Outside any session');
