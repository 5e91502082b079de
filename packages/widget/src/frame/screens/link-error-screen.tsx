// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { Button } from '../components/button.tsx';
import { Facts } from '../components/facts.tsx';
import { AlertIcon } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

export function LinkErrorScreen() {
  const { texts, context, send, can } = useWidget();
  const provider = context.provider!;
  const loginName = context.account?.loginName;
  const advice = texts.linkErrors[context.account?.errorCode ?? 'SYSTEM_ERROR'];
  return (
    <Screen
      align="center"
      lead={
        <span class="sealed">
          <Logo url={provider.logoUrl} name={provider.name} size="huge" isRead />
          <span class="seal seal-bad">
            <AlertIcon size={20} />
          </span>
        </span>
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
    >
      {/* A mistyped login name often causes the error, and the form is no longer visible. So the name is shown. */}
      {loginName && <Facts facts={[[texts.accountRevoke.account, loginName]]} />}
    </Screen>
  );
}
