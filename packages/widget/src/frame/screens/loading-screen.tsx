import { useEffect } from 'preact/hooks';
import { IconButton } from '../components/icon-button.tsx';
import { CloseIcon } from '../components/icons.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { readAloud } from '../screen-reader.ts';
import { useWidget } from '../use-widget.ts';

export function LoadingScreen() {
  const { texts, send } = useWidget();
  useEffect(() => {
    document.title = texts.loading;
    // A short wait is not announced to screen readers.
    const timer = setTimeout(() => readAloud(texts.loading), 1500);
    return () => clearTimeout(timer);
  }, [texts]);
  return (
    <>
      <header class="bar">
        <span class="bar-space" />
        <span />
        <IconButton label={texts.close} onClick={() => send({ type: 'closing.requested', reason: 'close' })}>
          <CloseIcon />
        </IconButton>
      </header>
      <div class="body" aria-busy="true">
        <h1 id="heading" class="visually-hidden">
          {texts.loading}
        </h1>
        <Skeleton rows={6} />
      </div>
    </>
  );
}
