import { failureText } from '../failure-text.ts';
import { useWidget } from '../use-widget.ts';
import { Notice } from './notice.tsx';

export function FailureNotice() {
  const { context, texts } = useWidget();
  if (!context.failure) return null;
  return <Notice kind="error">{failureText(context.failure, texts)}</Notice>;
}
