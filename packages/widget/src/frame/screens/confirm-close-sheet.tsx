import { Button } from '../components/button.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useWidget } from '../use-widget.ts';

export function ConfirmCloseSheet() {
  const { texts, send } = useWidget();
  return (
    <Sheet
      id="closing"
      heading={texts.closing.heading}
      text={texts.closing.text}
      onDismiss={() => send({ type: 'closing.cancelled' })}
    >
      <Button onClick={() => send({ type: 'closing.cancelled' })}>{texts.closing.stay}</Button>
      <Button kind="quiet" onClick={() => send({ type: 'closing.confirmed' })}>
        {texts.closing.confirm}
      </Button>
    </Sheet>
  );
}
