import type { Detection } from './measure-tampering.ts';

export function tamperingTables(detections: Detection[]): string {
  const tampered = detections.filter(({ isTampered }) => isTampered);
  const others = detections.filter(({ isTampered }) => !isTampered);
  return `${table('changed documents', 'found', tampered)}

${table('unchanged documents', 'false alarms', others)}`;
}

function table(heading: string, verb: string, detections: Detection[]): string {
  const all = { kind: '**all**', signs: detections.flatMap(({ signs }) => signs) };
  const rows = [...detections, all].map(({ kind, signs }) => {
    const found = signs.filter((of) => of.length > 0).length;
    return `| ${kind} | ${signs.length} | ${found} | ${(found / Math.max(1, signs.length)).toFixed(3)} | ${countsOf(signs)} |`;
  });
  return `| ${heading} | documents | ${verb} | share | signs |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
}

function countsOf(signs: string[][]): string {
  const each = signs.flatMap((of) => [...new Set(of)]);
  return [...Map.groupBy(each, (sign) => sign)]
    .map(([sign, { length }]) => `${sign.toLowerCase().replaceAll('_', ' ')} ${length}`)
    .join(', ');
}
