import { useState } from 'preact/hooks';

const drafts = new Map<string, unknown>();

/** Like `useState`, but the value is kept when the user leaves the screen. Never keep secrets here. */
export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => (drafts.has(key) ? (drafts.get(key) as Value) : initial));
  return [
    value,
    (next) => {
      drafts.set(key, next);
      setValue(next);
    },
  ];
}
