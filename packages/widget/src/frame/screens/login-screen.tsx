// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import type { LoginField, LoginOption } from '@winkwire/contract/widget-api';
import { useState } from 'preact/hooks';
import type { LinkedAccount, LoginFields } from '../chart-vocabulary.ts';
import { Button } from '../components/button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Field, type InputSettings } from '../components/field.tsx';
import { LockIcon, WindowIcon } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Screen } from '../components/screen.tsx';
import { TrustNote } from '../components/trust-note.tsx';
import { formatList } from '../format-list.ts';
import { isMistyped } from '../is-mistyped.ts';
import { lengthError } from '../length-error.ts';
import { signInPopup } from '../sign-in-popup.ts';
import { signInTab } from '../sign-in-tab.ts';
import { withoutInvisible, withPlainDigits } from '../typed-text.ts';
import { useInputRisk } from '../use-input-risk.ts';
import { useWidget } from '../use-widget.ts';

const inputs: Record<LoginField, InputSettings> = {
  username: { autocomplete: 'username' },
  email: { type: 'email', autocomplete: 'email', inputMode: 'email' },
  phone: { type: 'tel', autocomplete: 'tel', inputMode: 'tel' },
  password: { autocomplete: 'current-password' },
  ssn: { autocomplete: 'off', inputMode: 'numeric' },
};

/** Passwords are missing here, because they are sent exactly as typed. */
const cleanings: Partial<Record<LoginField, (typed: string) => string>> = {
  username: withoutInvisible,
  email: withoutInvisible,
  phone: withPlainDigits,
  ssn: withPlainDigits,
};

export function LoginScreen() {
  const { texts, context, send, can } = useWidget();
  const provider = context.provider!;
  const option = context.loginOption;
  const isRedirect = option?.kind === 'REDIRECT';
  // Some providers need no user name or password, so their form has no fields.
  const hasFields = option?.kind === 'FORM' && option.fields.length > 0;
  return (
    <Screen
      lead={<Logo url={provider.logoUrl} name={provider.name} size="large" />}
      heading={texts.login.heading(provider.name)}
      intro={<LoginIntro option={option} />}
      focusOn={
        isMistyped(context.account) && option?.kind === 'FORM' ? `login-${option.fields.at(-1)}` : undefined
      }
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
      footer={<LoginActions option={option} />}
    >
      <FailureNotice />
      {option?.kind === 'FORM' && <LoginForm key={option.id} option={option} />}
      <TrustNote hasPassword={hasFields} />
      {(isRedirect || hasFields) && <SandboxHint />}
    </Screen>
  );
}

function LoginIntro({ option }: { option: LoginOption | null }) {
  const { texts, context, language } = useWidget();
  const provider = context.provider!.name;
  if (option?.kind === 'REDIRECT') {
    const usesTab = signInTab.isPreferred && signInTab.isPossible(context);
    return usesTab ? texts.login.tabIntro(provider) : texts.login.redirectIntro(provider);
  }
  const names = (option?.fields ?? []).map((name) => texts.fieldNames[name]);
  if (names.length === 0) return texts.login.emptyIntro(provider);
  return texts.login.intro(provider, formatList(names, language));
}

function LoginActions({ option }: { option: LoginOption | null }) {
  const { texts, context, send, company, isIn } = useWidget();
  const provider = context.provider!;
  const usesTab = signInTab.isPreferred && signInTab.isPossible(context);
  const redirect = () => {
    const signInPlace = usesTab ? 'tab' : 'popup';
    // Browsers allow a popup only during the click, so nothing may be awaited before.
    if (signInPlace === 'popup') signInPopup.open(texts.login.popupTitle);
    send({ type: 'login.submitted', fields: {}, signInPlace });
  };
  return (
    <>
      {option?.kind === 'REDIRECT' ? (
        <Button busy={isIn('sending')} onClick={redirect}>
          {texts.login.redirect(provider.name)} {!usesTab && <WindowIcon size={18} />}
        </Button>
      ) : (
        <Button type="submit" form="login" busy={isIn('sending')}>
          {texts.login.submit}
        </Button>
      )}
      {provider.loginOptions.length > 1 && (
        <Button kind="quiet" onClick={() => send({ type: 'loginOptions.requested' })}>
          {texts.login.options}
        </Button>
      )}
      <p class="reassurance">
        <LockIcon size={16} /> {texts.login.privacy(company)}
      </p>
    </>
  );
}

function LoginForm({ option }: { option: Extract<LoginOption, { kind: 'FORM' }> }) {
  const { texts, context, send, isIn, language } = useWidget();
  const [previous] = useState(() => previousLogin(option, context.account));
  const [values, setValues] = useState<LoginFields>(previous);
  const [isChecked, setChecked] = useState(false);
  // After a wrong login, the last field shows an error until the user types.
  const [isRejected, setRejected] = useState(() => isMistyped(context.account));
  const isTyped = Object.entries(values).some(
    ([name, value]) => value && value !== previous[name as LoginField],
  );
  useInputRisk(isTyped);

  const errorOf = (name: LoginField): string | null => {
    const value = values[name] ?? '';
    if (!value.trim()) return texts.required(texts.fieldNames[name]);
    return lengthError(value, texts, language);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isIn('sending')) return;
    setChecked(true);
    setRejected(false);
    const invalid = option.fields.find((name) => errorOf(name));
    if (invalid) document.getElementById(`login-${invalid}`)?.focus();
    else send({ type: 'login.submitted', fields: values });
  };

  return (
    <form id="login" onSubmit={submit} noValidate>
      {option.fields.map((name) => {
        const Input = name === 'password' ? PasswordField : Field;
        return (
          <Input
            key={name}
            id={`login-${name}`}
            label={texts.login.fields[name]}
            value={values[name] ?? ''}
            onChange={(value) => {
              setValues((others) => ({ ...others, [name]: value }));
              setRejected(false);
            }}
            clean={cleanings[name]}
            error={
              isChecked
                ? errorOf(name)
                : isRejected && name === option.fields.at(-1)
                  ? texts.login.rejected
                  : null
            }
            input={{ ...inputs[name], name, 'aria-required': true }}
          />
        );
      })}
    </form>
  );
}

/** After a failed sign-in, the form already contains the login name, so the user need not type it again. */
function previousLogin(
  { fields }: Extract<LoginOption, { kind: 'FORM' }>,
  account: LinkedAccount | null,
): LoginFields {
  const [name] = fields;
  const isPublic = name === 'username' || name === 'email' || name === 'phone';
  return isPublic && account?.status === 'ERROR' && account.loginName ? { [name]: account.loginName } : {};
}

function SandboxHint() {
  const { texts, context } = useWidget();
  if (context.session!.mode !== 'SANDBOX') return null;
  return (
    <details class="sandbox-hint">
      <summary>{texts.login.sandboxTitle}</summary>
      <p>{texts.login.sandboxText}</p>
    </details>
  );
}
