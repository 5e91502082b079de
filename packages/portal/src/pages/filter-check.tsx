import type { Mode } from '@winkwire/contract/modes';
import type { FilterPreview } from '@winkwire/contract/resources/filter-preview';
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure, request } from '../api/request.ts';
import { counted } from '../ui/counted.ts';
import { readFilter } from './webhook-settings.ts';

interface FilterCheckProps {
  mode: Mode;
  eventTypes: readonly string[];
  text: string;
}

/** How many of the newest events the filter would have matched, or why it can never match. */
export function FilterCheck({ mode, eventTypes, text }: FilterCheckProps) {
  const preview = usePreview({ mode, eventTypes, text });
  return (
    <p class={preview?.warning ? 'why' : 'filter-check small soft'} role="status">
      {preview && previewText(preview)}
    </p>
  );
}

const previewText = ({ examined, matched, warning }: FilterPreview): string => {
  if (warning) return warning;
  if (examined === 0) return 'No events of these types were found, so the filter could not be tried.';
  return `The filter would have matched ${matched.toLocaleString()} of the last ${counted(examined, 'event')} of these types.`;
};

/** How long typing must pause before a request, in ms. */
const pauseMs = 400;

function usePreview({ mode, eventTypes, text }: FilterCheckProps): FilterPreview | undefined {
  const [preview, setPreview] = useState<FilterPreview>();
  useEffect(() => {
    const filter = filterIn(text);
    if (!filter) return setPreview(undefined);
    const controller = new AbortController();
    const ask = async () => {
      try {
        const { signal } = controller;
        const body = { eventTypes, filter };
        setPreview(
          await request<FilterPreview>(mode, '/v1/webhooks/filterPreview', { method: 'POST', body, signal }),
        );
      } catch (cause) {
        // Errors of the API are ignored here. Saving the form shows what is wrong with the filter.
        if (!controller.signal.aborted && !(cause instanceof ApiFailure)) throw cause;
        setPreview(undefined);
      }
    };
    const timer = setTimeout(ask, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [mode, eventTypes.join(' '), text]);
  return preview;
}

function filterIn(text: string): Record<string, unknown> | null {
  try {
    return readFilter(text.trim());
  } catch {
    return null;
  }
}
