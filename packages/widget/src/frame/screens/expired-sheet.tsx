import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Spinner } from '../components/spinner.tsx';
import { useWidget } from '../use-widget.ts';

/** How long the page may take to supply a new token before the user sees that the session has ended. */
const renewalTimeoutMs = 12_000;

/** Covers the screen while the page fetches a new token. Typed input is kept beneath. */
export function ExpiredSheet() {
  const { texts, send, context } = useWidget();
  const hasInput = context.inputAtRisk || context.files.length > 0;
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStuck(true), renewalTimeoutMs);
    return () => clearTimeout(timer);
  }, []);
  const heading = hasInput ? texts.expired.heading : texts.expired.emptyHeading;
  const text = hasInput ? texts.expired.text : texts.expired.emptyText;
  return (
    <Sheet
      id="expired"
      heading={isStuck ? texts.expired.stuckHeading : heading}
      text={isStuck ? texts.expired.stuckText : text}
      onDismiss={() => send({ type: 'closing.requested', reason: 'error' })}
    >
      {!isStuck && <Spinner />}
      <Button
        kind={isStuck ? 'primary' : 'quiet'}
        onClick={() => send({ type: 'closing.requested', reason: 'error' })}
      >
        {texts.exit}
      </Button>
    </Sheet>
  );
}
