import type { PreviewMessage } from '@winkwire/contract/preview-messages';
import type { Theme } from '@winkwire/contract/resources/wink-template';
import { themePalette } from '@winkwire/contract/theme-palette';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ThemePreviewProps {
  theme: Theme;
  shown: 'light' | 'dark';
  companyName: string;
}

export function ThemePreview({ theme, shown, companyName }: ThemePreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const listen = ({ origin, source, data }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      if (data?.type === 'preview-ready') setReady(true);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);
  useEffect(() => {
    if (!isReady) return;
    const message: PreviewMessage = {
      winkwire: 1,
      type: 'preview',
      theme: {
        scheme: shown,
        light: theme.light && themePalette(theme.light),
        dark: theme.dark && themePalette(theme.dark),
        radius: theme.radius,
        font: theme.font,
      },
      prefersDark: shown === 'dark',
      companyName,
    };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  }, [isReady, theme, shown, companyName]);
  // With `inline`, the screens take no focus before the reader clicks into the preview.
  return <iframe class="theme-preview" ref={frame} src="/widget/preview/index.html#inline" title="Preview" />;
}
