import { cpus } from 'node:os';
import { firstView, type Path, unpassedStates, wordsOf } from './simple-paths.ts';
import type { WalkPart } from './walk-parts.ts';

export function walkReport(paths: readonly Path[], parts: readonly WalkPart[]): string {
  const walked = new Set(parts.flatMap((part) => part.walked));
  const failed = paths.filter((_, index) => !walked.has(index));
  const rows = [...Map.groupBy(paths, firstView)].map(([screen, begun]) => {
    const ended = begun.filter((path) => !failed.includes(path));
    const lengths = begun.map(({ steps }) => steps.length);
    return `| ${screen} | ${begun.length} | ${ended.length} | ${Math.max(...lengths)} |`;
  });
  const steps = paths.reduce((sum, path) => sum + path.steps.length, 0);
  const minutes = Math.ceil(parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  return `# Every simple path of the widget, by keyboard

Written by \`npm run walk\`. A simple path passes no state of the [chart](../packages/widget/src/frame/chart.ts) twice. The
paths are found by running the chart ([simple-paths.ts](simple-paths.ts)), from the start to the closed widget, with every
action of users and every response of the server ([chart-moves.ts](chart-moves.ts)). Each path is walked in the real widget
with Tab, Enter, Space, arrows, ESC and typing ([walk-path.ts](walk-path.ts)). The path decides the server's responses. The
heading and the focus are checked on every screen, and the callbacks of the page at the end.

**${paths.length} simple paths, ${walked.size} walked, ${failed.length} failed**: ${steps} steps in ${minutes} minutes, in Chromium ${parts[0]!.version}.
${cpus()[0]!.model}, ${cpus().length} cores.

| the first view is | paths | walked | most steps |
| --- | --- | --- | --- |
${rows.join('\n')}
${failed.length > 0 ? `\nFailed:\n\n${failed.map((path) => `- ${wordsOf(path)}`).join('\n')}\n` : ''}
States that no path passes: ${unpassedStates(paths).join(', ')}. The sign-in page opens in the same tab, or in a page
whose sandbox forbids it: [widget-same-tab.spec.ts](widget-same-tab.spec.ts) and
[widget-without-origin.spec.ts](widget-without-origin.spec.ts) go there. The region of the session has no screen on a path: see
[token.spec.ts](token.spec.ts).
`;
}
