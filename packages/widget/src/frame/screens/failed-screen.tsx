import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { AlertIcon, CloudOffIcon } from '../components/icons.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

export function FailedScreen() {
  const { texts, context, send } = useWidget();
  const isOffline = context.failure === 'NETWORK';
  return (
    <Screen
      align="center"
      scale="moment"
      lead={
        <BadgeIcon tone="bad">{isOffline ? <CloudOffIcon size={36} /> : <AlertIcon size={36} />}</BadgeIcon>
      }
      heading={isOffline ? texts.failed.networkHeading : texts.failed.heading}
      intro={isOffline ? texts.failed.networkText : texts.failed.text}
      footer={
        <>
          <Button onClick={() => send({ type: 'retry.requested' })}>{texts.retry}</Button>
          <Button kind="quiet" onClick={() => send({ type: 'closing.requested', reason: 'error' })}>
            {texts.exit}
          </Button>
        </>
      }
    />
  );
}
