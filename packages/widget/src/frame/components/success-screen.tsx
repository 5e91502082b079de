import type { WidgetProvider } from '@winkwire/contract/widget-api';
import type { ComponentChildren } from 'preact';
import { useWidget } from '../use-widget.ts';
import { BadgeIcon } from './badge-icon.tsx';
import { Button } from './button.tsx';
import { AlertIcon, CheckIcon } from './icons.tsx';
import { Logo } from './logo.tsx';
import { Screen } from './screen.tsx';

interface SuccessScreenProps {
  heading: string;
  intro: string | undefined;
  /** The label of the button that returns to the list of providers or documents. */
  another: string;
  provider?: WidgetProvider;
  /** Whether something failed later, such as reading the uploaded files. */
  hasFailed?: boolean;
  /** The button to try again. After a failure, it is the main button. */
  retry?: { label: string; onPress: () => void } | undefined;
  children?: ComponentChildren;
}

export function SuccessScreen({
  heading,
  intro,
  another,
  provider,
  hasFailed,
  retry,
  children,
}: SuccessScreenProps) {
  const { texts, send, can } = useWidget();
  return (
    <Screen
      align="center"
      scale="moment"
      lead={
        provider ? (
          <span class="sealed">
            <Logo url={provider.logoUrl} name={provider.name} size="huge" />
            <span class="seal">
              <CheckIcon size={20} />
            </span>
          </span>
        ) : (
          <BadgeIcon tone={hasFailed ? 'bad' : 'good'}>
            {hasFailed ? <AlertIcon size={40} /> : <CheckIcon size={40} />}
          </BadgeIcon>
        )
      }
      heading={heading}
      intro={intro}
      footer={
        <>
          {hasFailed && retry && <Button onClick={retry.onPress}>{retry.label}</Button>}
          <Button
            {...(hasFailed && retry ? { kind: 'secondary' } : {})}
            onClick={() => send({ type: 'closing.requested', reason: 'exit' })}
          >
            {texts.done}
          </Button>
          {!hasFailed && retry && (
            <Button kind="secondary" onClick={retry.onPress}>
              {retry.label}
            </Button>
          )}
          {can({ type: 'list.requested' }) && (
            <Button kind="quiet" onClick={() => send({ type: 'list.requested' })}>
              {another}
            </Button>
          )}
        </>
      }
    >
      {children}
    </Screen>
  );
}
