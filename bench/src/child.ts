import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A child that answers each message with one. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess;
  #answers: ((answer: unknown) => void)[] = [];

  constructor(file: string, env: NodeJS.ProcessEnv = {}) {
    this.process = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    this.process.on('message', (answer) => this.#answers.shift()?.(answer));
  }

  ask<Answer>(message: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('The child ended.'));
      this.process.once('exit', ended);
      this.#answers.push((answer) => {
        this.process.off('exit', ended);
        resolve(answer as Answer);
      });
      this.process.send(message);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode !== null) return;
    const exited = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.disconnect();
    await exited;
  }
}
