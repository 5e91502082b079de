import { useEffect, useState } from 'preact/hooks';

let nextId = 0;

/** Shows for some seconds what a click has done. A text that must not be missed belongs on the page instead. */
export function toast(text: string): void {
  dispatchEvent(new CustomEvent('winkwire:toast', { detail: text }));
}

/** Six seconds, or longer if reading the text takes longer. */
const shownForMs = (text: string): number => Math.max(6000, text.length * 80);

export function Toasts() {
  const [toasts, setToasts] = useState<{ id: number; text: string }[]>([]);
  useEffect(() => {
    const add = (event: Event) => {
      const added = { id: ++nextId, text: String((event as CustomEvent).detail) };
      setToasts((shown) => [...shown.slice(-2), added]);
      setTimeout(
        () => setToasts((shown) => shown.filter(({ id }) => id !== added.id)),
        shownForMs(added.text),
      );
    };
    addEventListener('winkwire:toast', add);
    return () => removeEventListener('winkwire:toast', add);
  }, []);
  return (
    <div class="toasts" role="status">
      {toasts.map(({ id, text }) => (
        <p key={id} class="toast">
          {text}
        </p>
      ))}
    </div>
  );
}
