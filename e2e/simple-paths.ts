import { type AnyStateNode, initialTransition, transition } from 'xstate';
import { chart } from '../packages/widget/src/frame/chart.ts';
import type { ChartEvent } from '../packages/widget/src/frame/chart-vocabulary.ts';
import { type ChartSnapshot, shownView } from '../packages/widget/src/frame/ui-events.ts';
import { type Move, movesFrom } from './chart-moves.ts';

interface Step {
  move: Move;
  after: ChartSnapshot;
}

export interface Path {
  start: ChartSnapshot;
  steps: Step[];
}

/** Every path from the start of the chart to the closed widget that passes no state twice. */
export function simplePaths(): Path[] {
  const [start] = initialTransition(chart, {
    options: { userToken: 'secret' },
    canRenew: false,
    pageUrl: null,
  });
  return endsOf([], start, new Set([stateOf(start)])).map((steps) => ({ start, steps }));
}

function endsOf(steps: Step[], from: ChartSnapshot, passed: ReadonlySet<string>): Step[][] {
  if (from.status === 'done') return [steps];
  return movesFrom(from).flatMap((move) => {
    const after = afterAll(from, move.events);
    const state = stateOf(after);
    if (passed.has(state)) return [];
    return endsOf([...steps, { move, after }], after, new Set([...passed, state]));
  });
}

const afterAll = (from: ChartSnapshot, events: ChartEvent[]) =>
  events.reduce<ChartSnapshot>(
    (snapshot, event) => transition(chart, snapshot as ActiveSnapshot, event)[0],
    from,
  );

type ActiveSnapshot = Parameters<typeof transition<typeof chart>>[1];

/** The states of the regions `flow` and `closing`. The region of the session never changes on a path. */
function stateOf({ value }: ChartSnapshot): string {
  return typeof value === 'object' ? JSON.stringify([value.shown?.flow, value.shown?.closing]) : value;
}

export function wordsOf({ steps }: Path): string {
  return steps.map(({ move }) => wordsOfMove(move)).join(' > ');
}

function wordsOfMove({ act, response, events: [event] }: Move): string {
  if (act) return Object.values(act).join(' ');
  if (response) return response.data === undefined ? `${response.request} fails` : response.request;
  return String(event?.type);
}

/** The first view after the loading screen, or `closed` if there is none. */
export function firstView({ steps }: Path): string {
  const first = steps.find(({ after }) => shownView(after) !== 'loading');
  return first ? shownView(first.after) : 'closed';
}

export function unpassedStates(paths: readonly Path[]): string[] {
  const snapshots = paths.flatMap(({ start, steps }) => [start, ...steps.map(({ after }) => after)]);
  const passed = new Set(snapshots.flatMap(({ _nodes }) => _nodes.map(({ id }) => id)));
  const { flow, closing } = chart.root.states.shown!.states;
  return (
    [flow!, closing!]
      .flatMap(nodesBelow)
      // If none of a state's transitions needs an event, the chart leaves the state at once. So no snapshot contains
      // such a state.
      .filter(({ id, always, on }) => !passed.has(id) && !(always && Object.keys(on).length === 0))
      .map(({ path }) => path.slice(2).join('.'))
  );
}

const nodesBelow = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesBelow),
];
