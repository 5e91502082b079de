import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { AlertIcon } from '../components/icons.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

/** Says why linking has failed and what the user can do about it. */
export function LinkErrorScreen() {
  const { texts, context, send, can } = useWidget();
  const advice = texts.linkErrors[context.account?.errorCode ?? 'SYSTEM_ERROR'];
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="bad">
          <AlertIcon size={36} />
        </BadgeIcon>
      }
      heading={advice.title}
      intro={advice.text}
      footer={
        <>
          <Button onClick={() => send({ type: 'retry.requested' })}>{texts.retry}</Button>
          {can({ type: 'list.requested' }) && (
            <Button kind="secondary" onClick={() => send({ type: 'list.requested' })}>
              {texts.linkErrorAnother}
            </Button>
          )}
          <Button kind="quiet" onClick={() => send({ type: 'closing.requested', reason: 'error' })}>
            {texts.exit}
          </Button>
        </>
      }
    />
  );
}
