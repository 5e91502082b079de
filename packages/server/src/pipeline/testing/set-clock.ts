/** Sets the clock forward or back, as NTP can. `Date.now()` jumps, but `performance.now()` does not. */
export function setClock(): { jump(milliseconds: number): void } & Disposable {
  const real = Date.now;
  let offset = 0;
  Date.now = () => real() + offset;
  return {
    jump(milliseconds) {
      offset += milliseconds;
    },
    [Symbol.dispose]() {
      Date.now = real;
    },
  };
}
