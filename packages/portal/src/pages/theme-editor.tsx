import type { Theme, WinkTemplate } from '@winkwire/contract/resources/wink-template';
import { themeFault } from '@winkwire/contract/theme-fault';
import { largestRadius, themeFonts, themeSchemes } from '@winkwire/contract/widget-theme';
import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { Field } from '../ui/field.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { OnlyOperators } from '../ui/only-operators.tsx';
import { useClick } from '../ui/use-click.ts';
import { ThemeColourFields } from './theme-colour-fields.tsx';
import { ThemePreview } from './theme-preview.tsx';

/** The look without a theme. A new theme starts with these values. */
const initial = {
  scheme: 'auto',
  light: { accent: '#0b5d4b', surface: '#ffffff', text: '#12211c' },
  dark: { accent: '#62d4ad', surface: '#121b18', text: '#eef5f2' },
  radius: 12,
  font: 'system',
} satisfies Theme;

interface ThemeEditorProps {
  template: WinkTemplate;
  /** Null removes the theme. Resolves with an error text, or undefined after a success. */
  onSave: (theme: Theme | null) => Promise<string | undefined>;
  onEdit: () => void;
}

export function ThemeEditor({ template, onSave, onEdit }: ThemeEditorProps) {
  const saved: Theme = template.theme ?? initial;
  const [edited, setEdited] = useState<Partial<Theme>>({});
  const theme: Theme = { ...saved, ...edited };
  const [typedRadius, setTypedRadius] = useState<string>();
  const isRadius = typedRadius === undefined || readRadius(typedRadius) !== undefined;
  const isDirty = !isRadius || JSON.stringify(theme) !== JSON.stringify(saved);
  const [shown, setShown] = useState<'light' | 'dark'>('light');
  const [error, setError] = useState<string>();
  // Only one save is in flight at a time, because the server could receive two of them in the wrong order.
  const { busy, click: save } = useClick(async (next: Theme | null) => setError(await onSave(next)));
  const change = (part: Partial<Theme>) => {
    onEdit();
    setEdited((before) => ({ ...before, ...part }));
  };
  const hasFault =
    !isRadius || (['light', 'dark'] as const).some((scheme) => theme[scheme] && themeFault(theme[scheme]));
  return (
    <div class="columns">
      <OnlyOperators>
        <LeaveGuard isDirty={isDirty} />
      </OnlyOperators>
      <Card title="Colours and shape" lead="Three colours for each scheme. All others are derived from them.">
        <div class="card-body form">
          <Field label="Scheme" hint="The option “theme” of your page takes precedence over this scheme.">
            {(control) => (
              <select
                {...control}
                class="select"
                value={theme.scheme}
                onChange={({ currentTarget }) => change({ scheme: currentTarget.value as Theme['scheme'] })}
              >
                {themeSchemes.map((scheme) => (
                  <option key={scheme}>{scheme}</option>
                ))}
              </select>
            )}
          </Field>
          {(['light', 'dark'] as const).map((scheme) => (
            <ThemeColourFields
              key={scheme}
              scheme={scheme}
              colours={theme[scheme] ?? initial[scheme]}
              onChange={(colours) => {
                change({ [scheme]: colours });
                setShown(scheme);
              }}
            />
          ))}
          <Field
            label="Radius in pixels"
            error={isRadius ? undefined : `Enter a whole number from 0 to ${largestRadius}.`}
          >
            {(control) => (
              <input
                {...control}
                class="input"
                type="number"
                min={0}
                max={largestRadius}
                value={typedRadius ?? theme.radius ?? 12}
                onInput={({ currentTarget: { value } }) => {
                  setTypedRadius(value);
                  const radius = readRadius(value);
                  change(radius === undefined ? {} : { radius });
                }}
              />
            )}
          </Field>
          <Field label="Font" hint="A font of the user’s device. Nothing is downloaded.">
            {(control) => (
              <select
                {...control}
                class="select"
                value={theme.font}
                onChange={({ currentTarget }) => change({ font: currentTarget.value as Theme['font'] })}
              >
                {themeFonts.map((font) => (
                  <option key={font}>{font}</option>
                ))}
              </select>
            )}
          </Field>
          {error && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
          <div class="actions">
            <ChangeButton kind="primary" disabled={busy || hasFault} onClick={() => save(theme)}>
              Save theme
            </ChangeButton>
            {template.theme && (
              <ChangeButton kind="quiet" disabled={busy} onClick={() => save(null)}>
                Remove theme
              </ChangeButton>
            )}
          </div>
        </div>
      </Card>
      <Card
        title="Preview"
        lead="The real screens with samples. Click through them: nothing is sent."
        actions={(['light', 'dark'] as const).map((scheme) => (
          <Button key={scheme} size="small" pressed={shown === scheme} onClick={() => setShown(scheme)}>
            {scheme === 'light' ? 'Light' : 'Dark'}
          </Button>
        ))}
      >
        <ThemePreview theme={theme} shown={shown} companyName={template.company.name} />
      </Card>
    </div>
  );
}

const readRadius = (typed: string): number | undefined =>
  /^\d{1,2}$/.test(typed) && Number(typed) <= largestRadius ? Number(typed) : undefined;
