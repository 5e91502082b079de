import { Button } from '../components/button.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Spinner } from '../components/spinner.tsx';
import { useWidget } from '../use-widget.ts';

/** Covers the screen while the page fetches a new token, and keeps typed input. */
export function ExpiredSheet({ hasEnded }: { hasEnded: boolean }) {
  const { texts, send, context } = useWidget();
  const heading = context.inputAtRisk ? texts.expired.heading : texts.expired.emptyHeading;
  const text = context.inputAtRisk ? texts.expired.text : texts.expired.emptyText;
  return (
    <Sheet
      id="expired"
      heading={hasEnded ? texts.expired.stuckHeading : heading}
      text={hasEnded ? texts.expired.stuckText : text}
      // ESC may be pressed by mistake, so the widget asks the user before it closes.
      onDismiss={() => send({ type: 'closing.requested', reason: 'close' })}
    >
      {!hasEnded && <Spinner />}
      <Button
        kind={hasEnded ? 'primary' : 'quiet'}
        onClick={() => send({ type: 'closing.requested', reason: 'error' })}
      >
        {texts.exit}
      </Button>
    </Sheet>
  );
}
