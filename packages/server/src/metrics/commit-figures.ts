import { FastHistogram } from './fast-histogram.ts';

const secondBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const sizeBounds = [1, 2, 5, 10, 25, 50, 100, 200, 350, 500];

export class CommitFigures {
  /** The memory of `seconds`, which a separate thread can share. */
  readonly memory: SharedArrayBuffer;
  readonly seconds: FastHistogram;
  readonly events = new FastHistogram(sizeBounds);
  readonly outcomes = new FastHistogram(sizeBounds);

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(FastHistogram.bytes(secondBounds))) {
    this.memory = memory;
    this.seconds = new FastHistogram(secondBounds, memory);
  }
}
