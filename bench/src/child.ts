import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A child process that responds to each message with exactly one message. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess;
  #waiting: ((response: unknown) => void)[] = [];

  constructor(
    file: string,
    { env = {}, execArgv = [] }: { env?: NodeJS.ProcessEnv; execArgv?: readonly string[] } = {},
  ) {
    this.process = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { ...process.env, ...env },
      execArgv: [...execArgv],
      stdio: 'inherit',
    });
    this.process.on('message', (response) => this.#waiting.shift()?.(response));
  }

  request<Response>(message: object): Promise<Response> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('The child ended.'));
      this.process.once('exit', ended);
      this.#waiting.push((response) => {
        this.process.off('exit', ended);
        resolve(response as Response);
      });
      this.process.send(message);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.disconnect();
    await exited;
  }
}
