import { useState } from 'preact/hooks';
import { isComposing } from './is-composing.ts';

interface ListCursorSettings {
  /** In order. */
  ids: string[];
  onPick: (index: number) => void;
}

export interface ListCursor {
  activeId: string | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  reset: () => void;
}

/** Lets the user move through a list with the arrow keys, while the focus stays where it is. */
export function useListCursor({ ids, onPick }: ListCursorSettings): ListCursor {
  const [active, setActive] = useState(-1);
  const move = (to: number) => {
    const index = (to + ids.length) % ids.length;
    setActive(index);
    document.getElementById(ids[index] ?? '')?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (ids.length === 0 || isComposing(event)) return;
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active <= 0 ? ids.length - 1 : active - 1);
    else if (event.key === 'Home' && active >= 0) move(0);
    else if (event.key === 'End' && active >= 0) move(ids.length - 1);
    else if (event.key === 'Enter' && active >= 0) onPick(active);
    else return;
    event.preventDefault();
  };
  return { activeId: ids[active], onKeyDown, reset: () => setActive(-1) };
}
