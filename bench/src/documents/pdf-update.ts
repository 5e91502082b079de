/** The PDF object with the content of the page. */
export function contentOf(pdf: Uint8Array): { number: number; object: Buffer } {
  const file = Buffer.from(pdf);
  const text = file.toString('latin1');
  const number = Number(/\/Contents (?:\[ ?)?(\d+) 0 R/.exec(text)![1]);
  const from = text.indexOf(`\n${number} 0 obj`) + 1;
  return { number, object: file.subarray(from, text.indexOf('endobj', from) + 'endobj\n'.length) };
}

/** Appends an object to the file. The object replaces an existing one of the same number. */
export function appendObject(
  pdf: Uint8Array,
  { number, object }: { number: number; object: Buffer },
): Uint8Array {
  const file = Buffer.from(pdf);
  const text = file.toString('latin1');
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1];
  const trailer = /trailer\s*<<(.*?)>>\s*startxref/s.exec(text)![1];
  const at = file.length + 1;
  const table = at + object.length;
  const entry = `${String(at).padStart(10, '0')} 00000 n \n`;
  const rest = `xref\n${number} 1\n${entry}trailer\n<<${trailer}/Prev ${before}>>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([file, Buffer.from('\n'), object, Buffer.from(rest)]));
}
