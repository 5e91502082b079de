import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { useEffect, useRef } from 'preact/hooks';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { Moment } from '../ui/moment.tsx';
import { Empty } from '../ui/states.tsx';
import { fieldLabel, missingFields, valueText } from './field-words.ts';

interface ArchiveFieldsCardProps {
  archive: Archive;
  fields: ArchiveField[];
  selected: string | undefined;
  onSelect: (name: string) => void;
  /** Called with the field's name, or without a name to add a value. */
  onCorrect: (name?: string) => void;
}

export function ArchiveFieldsCard({
  archive,
  fields,
  selected,
  onSelect,
  onCorrect,
}: ArchiveFieldsCardProps) {
  const isComplete = missingFields(archive, fields).length === 0;
  return (
    <Card
      title="Fields"
      lead="Select a field to see its place in the document."
      actions={
        !isComplete && (
          <ChangeButton size="small" onClick={() => onCorrect()}>
            Add a value
          </ChangeButton>
        )
      }
    >
      {fields.length === 0 ? (
        <Empty title="No fields">
          <p>Nothing was read from this document.</p>
        </Empty>
      ) : (
        <ul class="archive-fields">
          {fields.map((field) => (
            <FieldRow
              key={field.name}
              field={field}
              isSelected={field.name === selected}
              onSelect={() => onSelect(field.name)}
              onCorrect={() => onCorrect(field.name)}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface FieldRowProps {
  field: ArchiveField;
  isSelected: boolean;
  onSelect: () => void;
  onCorrect: () => void;
}

function FieldRow({ field, isSelected, onSelect, onCorrect }: FieldRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const label = fieldLabel(field.name);
  return (
    <li ref={row} data-selected={isSelected}>
      <button type="button" class="archive-field" aria-pressed={isSelected} onClick={onSelect}>
        <span class="small soft">{label}</span>
        <span class="archive-value">{valueText(field.value)}</span>
      </button>
      <Certainty field={field} />
      <ChangeButton size="small" onClick={onCorrect}>
        Correct<span class="visually-hidden"> {label}</span>
      </ChangeButton>
      {field.correction && <Corrected correction={field.correction} />}
    </li>
  );
}

function Certainty({ field: { confidence, correction } }: { field: ArchiveField }) {
  if (correction) return <Badge tone="good">corrected</Badge>;
  if (confidence === null) return <span class="small faint">place unknown</span>;
  return (
    <Badge tone={toneOf(confidence)} title="How certain the reading of this value is">
      {/* A recognised value is never completely certain, so 100% is never shown. */}
      {Math.floor(confidence * 100)}%<span class="visually-hidden"> sure</span>
    </Badge>
  );
}

const toneOf = (confidence: number): Tone =>
  confidence >= 0.95 ? 'good' : confidence >= 0.8 ? 'warn' : 'bad';

function Corrected({ correction }: { correction: NonNullable<ArchiveField['correction']> }) {
  const { from, by, at } = correction;
  return (
    <p class="small soft">
      {from === null ? 'Added' : `Read as ${valueText(from)}, corrected`} by {by} <Moment at={at} />
    </p>
  );
}
