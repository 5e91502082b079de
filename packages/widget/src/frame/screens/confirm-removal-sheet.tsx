import { Button } from '../components/button.tsx';
import { Sheet } from '../components/sheet.tsx';
import { useWidget } from '../use-widget.ts';

interface ConfirmRemovalSheetProps {
  id: string;
  texts: { askTitle: string; askText: (company: string) => string; confirm: string; keep: string };
}

export function ConfirmRemovalSheet({ id, texts }: ConfirmRemovalSheetProps) {
  const { send, company } = useWidget();
  const keep = () => send({ type: 'removal.cancelled' });
  return (
    <Sheet id={id} heading={texts.askTitle} text={texts.askText(company)} onDismiss={keep}>
      <Button kind="danger" onClick={() => send({ type: 'removal.confirmed' })}>
        {texts.confirm}
      </Button>
      <Button kind="quiet" onClick={keep}>
        {texts.keep}
      </Button>
    </Sheet>
  );
}
