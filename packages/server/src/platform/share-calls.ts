/** Callers with the same key share one running call. */
export function shareCalls<Result>(
  call: (key: string) => Promise<Result>,
): (key?: string) => Promise<Result> {
  const running = new Map<string, Promise<Result>>();
  return (key = '') => {
    let result = running.get(key);
    if (!result) {
      result = call(key).finally(() => running.delete(key));
      running.set(key, result);
    }
    return result;
  };
}
