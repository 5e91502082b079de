import type { Store } from '../../store/store.ts';

export interface CountedCalls {
  store: Store;
  readonly calls: number;
}

export function countCalls(store: Store, methods: readonly (keyof Store)[]): CountedCalls {
  let calls = 0;
  const counted = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (methods.includes(name as keyof Store)) calls++;
        return value.apply(target, given);
      };
    },
  });
  return {
    store: counted,
    get calls() {
      return calls;
    },
  };
}
