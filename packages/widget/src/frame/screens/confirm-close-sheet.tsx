import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useWidget } from '../use-widget.ts';

export type ClosingStep = 'asking' | 'stopping' | 'failed';

export function ConfirmCloseSheet({ step }: { step: ClosingStep }) {
  const { texts, context, company, send } = useWidget();
  const isLinking = context.account?.status === 'PENDING' || context.account?.status === 'AWAITING_MFA';
  const stay = () => send({ type: 'closing.cancelled' });
  if (!isLinking && step === 'asking') {
    return (
      <Sheet id="closing" heading={texts.closing.heading} text={texts.closing.text} onDismiss={stay}>
        <Button onClick={stay}>{texts.closing.stay}</Button>
        <Button kind="quiet" onClick={() => send({ type: 'closing.confirmed' })}>
          {texts.closing.confirm}
        </Button>
      </Sheet>
    );
  }
  const { heading, text, stay: keep, confirm, failed, leave } = texts.stopping;
  const isStopping = step === 'stopping';
  return (
    <Sheet
      id="closing"
      heading={heading}
      text={text(context.provider?.name ?? '', company)}
      onDismiss={isStopping ? undefined : stay}
    >
      {step === 'failed' && <Notice kind="error">{failed}</Notice>}
      {!isStopping && <Button onClick={stay}>{keep}</Button>}
      <Button
        kind={isStopping ? 'primary' : 'quiet'}
        busy={isStopping}
        onClick={() => send({ type: 'closing.confirmed' })}
      >
        {confirm}
      </Button>
      {step === 'failed' && (
        <Button
          kind="quiet"
          onClick={() => send({ type: 'closing.requested', reason: 'close', force: true })}
        >
          {leave}
        </Button>
      )}
    </Sheet>
  );
}
