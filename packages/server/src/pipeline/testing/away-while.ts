import type { Store } from '../../store/store.ts';

export interface Outage {
  is: boolean;
  failures?: number;
}

/** A store whose methods fail during an outage: all of them, or only those in `methods`. */
export function awayWhile(store: Store, outage: Outage, methods?: readonly (keyof Store)[]): Store {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (!outage.is || methods?.includes(name as keyof Store) === false) return value.apply(target, given);
        outage.failures = (outage.failures ?? 0) + 1;
        return Promise.reject(new Error('away'));
      };
    },
  });
}
