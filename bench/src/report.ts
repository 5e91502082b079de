import type { Latency, Rate } from './measure.ts';

export class Report {
  readonly #lines: string[] = [];
  readonly #limit: Rate;

  constructor(head: string, limit: Rate) {
    this.#limit = limit;
    this.print(head);
  }

  print(line: string): void {
    console.log(line);
    this.#lines.push(line);
  }

  beginRates(): void {
    this.print(
      '\n| what | deliveries/s | ratio to the limit | CPU ms for 1,000 | ratio to the limit | accepted/s | memory MB |',
    );
    this.print('| --- | --- | --- | --- | --- | --- | --- |');
    this.rate('the limit: sign and POST by undici, no database', this.#limit);
  }

  rate(name: string, { perSecond, cpu, accepted, rss }: Rate): void {
    const cells = [
      name,
      perSecond.toFixed(0),
      (perSecond / this.#limit.perSecond).toFixed(2),
      (cpu * 1000).toFixed(1),
      (cpu / this.#limit.cpu).toFixed(2),
      accepted.toFixed(0),
      (rss / 1e6).toFixed(0),
    ];
    this.print(`| ${cells.join(' | ')} |`);
  }

  beginLatencies(): void {
    this.print('\n| event accepted to request received, ms | p50 | p95 | p99 |');
    this.print('| --- | --- | --- | --- |');
  }

  latency(name: string, { p50, p95, p99 }: Latency): void {
    this.print(`| ${name} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${p99.toFixed(2)} |`);
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
