import type { Hex } from '@winkwire/contract/colour';
import { describeFault, themeFault } from '@winkwire/contract/theme-fault';
import type { ThemeColours } from '@winkwire/contract/theme-palette';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

const names = { accent: 'accent', surface: 'background', text: 'text' } as const;

interface ThemeColourFieldsProps {
  scheme: 'light' | 'dark';
  colours: ThemeColours;
  onChange: (colours: ThemeColours) => void;
}

/** The fields for the three colours of one scheme. A colour with too little contrast is reported while it is chosen. */
export function ThemeColourFields({ scheme, colours, onChange }: ThemeColourFieldsProps) {
  const fault = themeFault(colours);
  return (
    <fieldset class="theme-colours">
      <legend>{scheme === 'light' ? 'Light' : 'Dark'}</legend>
      {(Object.keys(names) as (keyof ThemeColours)[]).map((name) => (
        <Field
          key={name}
          label={`${scheme === 'light' ? 'Light' : 'Dark'} ${names[name]}`}
          error={fault?.name === name ? describeFault(fault) : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="color"
              value={colours[name]}
              onInput={({ currentTarget }) => onChange({ ...colours, [name]: currentTarget.value as Hex })}
            />
          )}
        </Field>
      ))}
      {fault && (
        <Button size="small" onClick={() => onChange({ ...colours, [fault.name]: fault.nearest })}>
          {`Use ${fault.nearest}`}
        </Button>
      )}
    </fieldset>
  );
}
