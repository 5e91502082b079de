import { useState } from 'preact/hooks';

const drafts = new Map<string, unknown>();

/** State that is still there when the user comes back to the screen. Nothing secret belongs here. */
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
