import { ALL_EVENTS, eventTypes, ownEventTypes } from '@winkwire/contract/event-types';

const ownTypes: readonly string[] = ownEventTypes;

interface TypeChoiceProps {
  chosen: string[];
  onChoose: (types: string[]) => void;
  error?: string | undefined;
}

export function TypeChoice({ chosen, onChoose, error }: TypeChoiceProps) {
  const all = chosen.includes(ALL_EVENTS);
  const families = familiesOf([...eventTypes, ...ownEventTypes]);
  const toggle = (type: string) =>
    onChoose(chosen.includes(type) ? chosen.filter((each) => each !== type) : [...chosen, type]);
  const others = chosen.filter((type) => type.endsWith('*'));
  return (
    <div class="form">
      <label class="check">
        <input
          type="checkbox"
          name="eventTypes"
          checked={all}
          onChange={() => (all ? onChoose(chosen.filter((type) => type !== ALL_EVENTS)) : toggle(ALL_EVENTS))}
        />
        <span>
          All events{' '}
          <span class="small soft">
            · except those about endpoints and corrections. Types added in the future are included.
          </span>
        </span>
      </label>
      {others.length > 0 && (
        <p class="small soft">
          And every type that matches{' '}
          {others.map((type) => (
            <code key={type}>{type} </code>
          ))}
        </p>
      )}
      <div class="type-groups">
        {families.map(([family, types]) => (
          <fieldset key={family} class="field">
            <legend>{family}</legend>
            {types.map((type) => {
              const included = all && !ownTypes.includes(type);
              return (
                <label key={type} class="check">
                  <input
                    type="checkbox"
                    checked={included || chosen.includes(type)}
                    disabled={included}
                    onChange={() => toggle(type)}
                  />
                  <span class="type">{type}</span>
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const titles: [prefix: string, title: string][] = [
  ['USER_', 'Users and sessions'],
  ['ACCOUNT_', 'Accounts'],
  ['TASK_', 'Tasks'],
  ['ARCHIVE_', 'Archives'],
  ['INVITE_', 'Invites'],
  ['VERIFICATION_', 'Your own services'],
  ['RECORD_', 'Your own services'],
  ['ENDPOINT_', 'Endpoints'],
  ['FIELD_', 'Corrections'],
];

function familiesOf(types: readonly string[]): [string, string[]][] {
  const families = new Map<string, string[]>();
  for (const type of types) {
    const title = titles.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'Data';
    families.set(title, [...(families.get(title) ?? []), type]);
  }
  return [...families];
}
