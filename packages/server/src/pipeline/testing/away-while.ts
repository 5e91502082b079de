import type { Store } from '../../store/store.ts';

/** A store whose methods, all or those named, fail while it is said to be away. */
export function awayWhile(store: Store, away: { is: boolean }, methods?: readonly (keyof Store)[]): Store {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (away.is && (methods?.includes(name as keyof Store) ?? true))
          return Promise.reject(new Error('away'));
        return value.apply(target, given);
      };
    },
  });
}
