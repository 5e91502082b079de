/** Counts by one label: a look-up in a map, where prom-client's own `inc` sorts and joins labels. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(label: string, count = 1): void {
    this.counts.set(label, (this.counts.get(label) ?? 0) + count);
  }
}
