import { useWidget } from '../use-widget.ts';
import { Notice } from './notice.tsx';

/** What went wrong with the last thing the user did on this screen, if anything. */
export function FailureNotice() {
  const { context, texts } = useWidget();
  if (!context.failure) return null;
  return <Notice kind="error">{texts.failures[context.failure] ?? texts.failures.OTHER}</Notice>;
}
