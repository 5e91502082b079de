import type { ChildProcess } from 'node:child_process';
import { createWebhook } from '@winkwire/server/actions/create-webhook';
import { readConfig } from '@winkwire/server/config';
import { crashKey } from '@winkwire/server/pipeline/testing/crash-task';
import { killNow, startCrashChild } from '@winkwire/server/pipeline/testing/start-crash-child';
import { type Receiver, startReceiver } from '@winkwire/server/pipeline/testing/start-receiver';
import { SecretBox } from '@winkwire/server/platform/secret-box';
import { openStore } from '@winkwire/server/store/open-store';
import { type Engine, type Place, startEngine } from '@winkwire/server/store/testing/engines';
import { waitFor } from '../../scripts/wait-for.ts';

/*
 * `npm run kills -w bench [kills] [engine]` kills processes under load, one after another, and checks that
 *
 * 1. every accepted event is received,
 * 2. only requests in flight are repeated after a kill,
 * 3. the sequence has no gaps.
 *
 * The exit code is 1 if one of these three is violated.
 */

const kills = Number(process.argv[2] ?? 100);
const [, , , only] = process.argv;
const longestLife = 400;
const limitMs = 120_000;
/** The fraction of requests that get a 500, so that processes are also killed during retries. */
const failing = 0.05;
const retryDelays = Array.from({ length: 20 }, () => 1);

interface Count {
  engine: string;
  kills: number;
  accepted: number;
  lost: number;
  inFlight: number;
  repeated: number;
  unexplained: number;
  gaps: number;
}

/** The event id, and the number of kills before each receipt of the event. */
type Receipts = Map<string, number[]>;

class Trial {
  readonly #place: Place;
  readonly #receiver: Receiver;
  readonly accepted = new Set<string>();
  readonly receipts: Receipts = new Map();
  /** For each kill, the events that had been received but not yet recorded as delivered. */
  readonly inFlight: Set<string>[] = [];

  constructor(place: Place, receiver: Receiver) {
    this.#place = place;
    this.#receiver = receiver;
    receiver.behave(({ event }, response) => {
      const { id } = event as { id: string };
      if (Math.random() < failing) {
        response.writeHead(500).end();
        return;
      }
      const before = this.receipts.get(id);
      if (before) before.push(this.inFlight.length);
      else this.receipts.set(id, [this.inFlight.length]);
      response.end();
    });
  }

  async register(): Promise<void> {
    await this.#withStore((store, config) =>
      createWebhook(
        { config, store, secrets: new SecretBox([crashKey]), now: Date.now },
        { tenantId: 'acme', mode: 'SANDBOX' },
        {
          name: 'n',
          url: this.#receiver.url,
          eventTypes: ['ALL_EVENTS'],
          secret: 's',
          delivery: { retryDelays },
        },
      ),
    );
  }

  async kill(): Promise<void> {
    const process = this.#start(Number.MAX_SAFE_INTEGER);
    await waitFor(() => this.#acceptedBy.get(process), {
      limitMs,
      everyMs: 5,
      missing: () => 'No event was accepted.',
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longestLife));
    await killNow(process);
    const open = await this.#openEvents();
    this.inFlight.push(new Set(open.filter((id) => this.receipts.has(id))));
  }

  async finish(): Promise<void> {
    const process = this.#start(0);
    await waitFor(async () => (await this.#openEvents()).length === 0, {
      limitMs,
      everyMs: 5,
      missing: () => 'Not all events have been delivered.',
    });
    await killNow(process);
  }

  async gaps(): Promise<number> {
    const row = await this.#withStore((store) =>
      store.get<{ gaps: number }>(
        'select max(q.sequence) - count(*) as gaps from queues q join deliveries d on d.webhook_id = q.webhook_id',
      ),
    );
    return Number(row!.gaps);
  }

  readonly #acceptedBy = new Map<ChildProcess, boolean>();

  #start(publish: number): ChildProcess {
    const { dataDir, databaseUrl } = this.#place.config;
    const process = startCrashChild({ dataDir, databaseUrl, publish });
    process.on('message', ({ accepted }: { accepted?: string }) => {
      if (!accepted) return;
      this.accepted.add(accepted);
      this.#acceptedBy.set(process, true);
    });
    return process;
  }

  #openEvents(): Promise<string[]> {
    return this.#withStore(async (store) => {
      const rows = await store.all<{ id: string }>(
        `select event_id as id from deliveries where state <> 'delivered'`,
      );
      return rows.map(({ id }) => id);
    });
  }

  async #withStore<Result>(
    work: (
      store: Awaited<ReturnType<typeof openStore>>,
      config: ReturnType<typeof readConfig>,
    ) => Promise<Result>,
  ): Promise<Result> {
    const config = readConfig({}, { profile: 'dev', ...this.#place.config });
    const store = await openStore(config);
    try {
      return await work(store, config);
    } finally {
      await store.close();
    }
  }
}

async function killOn(engine: Engine): Promise<Count> {
  await using place = await engine.place();
  await using receiver = await startReceiver();
  const trial = new Trial(place, receiver);
  await trial.register();
  for (let n = 0; n < kills; n++) await trial.kill();
  await trial.finish();
  const { accepted, receipts, inFlight } = trial;
  let repeated = 0;
  let unexplained = 0;
  for (const [id, [, ...again]] of receipts) {
    repeated += again.length;
    // Only an event that was in flight at a kill may be received again after it.
    unexplained += again.filter((after) => !inFlight[after - 1]?.has(id)).length;
  }
  return {
    engine: engine.name,
    kills,
    accepted: accepted.size,
    lost: [...accepted].filter((id) => !receipts.has(id)).length,
    inFlight: inFlight.reduce((sum, ids) => sum + ids.size, 0),
    repeated,
    unexplained,
    gaps: await trial.gaps(),
  };
}

const counts: Count[] = [];
for (const name of (['sqlite', 'postgres'] as const).filter((engine) => !only || engine === only)) {
  await using engine = await startEngine(name);
  counts.push(await killOn(engine));
}
console.table(counts);
if (counts.some(({ lost, unexplained, gaps }) => lost + unexplained + gaps > 0)) process.exitCode = 1;
