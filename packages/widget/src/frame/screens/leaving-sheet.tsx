import { Button } from '../components/button.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useWidget } from '../use-widget.ts';

export function LeavingSheet() {
  const { texts, send } = useWidget();
  return (
    <Sheet
      id="leaving"
      heading={texts.leaving.heading}
      text={texts.leaving.text}
      onDismiss={() => send({ type: 'stay' })}
    >
      <Button onClick={() => send({ type: 'stay' })}>{texts.leaving.stay}</Button>
      <Button kind="quiet" onClick={() => send({ type: 'leave after all' })}>
        {texts.leaving.leave}
      </Button>
    </Sheet>
  );
}
