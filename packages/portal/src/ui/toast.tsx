import { useEffect, useState } from 'preact/hooks';

let nextId = 0;

/** Says shortly that something was done. What must not be missed belongs on the page instead. */
export function say(text: string): void {
  dispatchEvent(new CustomEvent('winkwire:say', { detail: text }));
}

export function Toasts() {
  const [toasts, setToasts] = useState<{ id: number; text: string }[]>([]);
  useEffect(() => {
    const add = (event: Event) => {
      const toast = { id: ++nextId, text: String((event as CustomEvent).detail) };
      setToasts((shown) => [...shown.slice(-2), toast]);
      setTimeout(() => setToasts((shown) => shown.filter((each) => each.id !== toast.id)), 6000);
    };
    addEventListener('winkwire:say', add);
    return () => removeEventListener('winkwire:say', add);
  }, []);
  return (
    <div class="toasts" role="status">
      {toasts.map((toast) => (
        <p key={toast.id} class="toast">
          {toast.text}
        </p>
      ))}
    </div>
  );
}
