import { maximumDecodedBytes } from './limits.ts';

const buffers = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;

/**
 * Makes the allocation of a large buffer throw. Every JavaScript decoder of pdf.js allocates one, so this also limits
 * nested and encrypted streams. Calls `exceeded` first.
 */
export function capBuffers(exceeded: (detail: string) => void): void {
  const refuse = (bytes: number): never => {
    const detail = `A stream decompresses to ${bytes} bytes or more.`;
    exceeded(detail);
    throw new RangeError(detail);
  };
  for (const name of buffers) capConstructor(name, refuse);
  capDecompressionStream(refuse);
}

function capConstructor(name: (typeof buffers)[number], refuse: (bytes: number) => never): void {
  const unit = name === 'ArrayBuffer' ? 1 : globalThis[name].BYTES_PER_ELEMENT;
  const construct = (target: object, given: unknown[], newTarget: object) => {
    const [first] = given;
    if (typeof first === 'number' && first * unit > maximumDecodedBytes) refuse(first * unit);
    return Reflect.construct(target as new () => object, given, newTarget as new () => object);
  };
  Reflect.set(globalThis, name, new Proxy(globalThis[name], { construct }));
}

/** Limits Node's `DecompressionStream`, which emits small chunks that pdf.js collects. */
function capDecompressionStream(refuse: (bytes: number) => never): void {
  const Original = globalThis.DecompressionStream;
  class CappedDecompressionStream {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;

    constructor(format: ConstructorParameters<typeof Original>[0]) {
      const { readable, writable } = new Original(format);
      let total = 0;
      const count = new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          total += piece.length;
          if (total > maximumDecodedBytes) refuse(total);
          controller.enqueue(piece);
        },
      });
      this.readable = readable.pipeThrough(count as unknown as ReadableWritablePair);
      this.writable = writable;
    }
  }
  Reflect.set(globalThis, 'DecompressionStream', CappedDecompressionStream);
}
