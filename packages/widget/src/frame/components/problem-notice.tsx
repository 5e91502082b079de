import { useWidget } from '../use-widget.ts';
import { Notice } from './notice.tsx';

/** What went wrong with the last thing the user did on this screen, if anything. */
export function ProblemNotice() {
  const { context, texts } = useWidget();
  if (!context.problem) return null;
  return <Notice kind="problem">{texts.problems[context.problem] ?? texts.problems.OTHER}</Notice>;
}
