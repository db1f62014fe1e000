import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BotAnswer, BotIdentity, BotJoin, BotOrder } from './messages.ts';

/** Several processes of bots that join on one schedule. */
export class BotCrowd {
  readonly #children: readonly { child: ChildProcess; places: readonly number[] }[];
  readonly #size: number;

  private constructor(children: readonly { child: ChildProcess; places: readonly number[] }[], size: number) {
    this.#children = children;
    this.#size = size;
  }

  /** Brings all bots into the lobby. */
  static async create(bots: readonly BotIdentity[], processes: number): Promise<BotCrowd> {
    const children = Array.from({ length: processes }, (_, process) => ({
      child: fork(fileURLToPath(new URL('botProcess.ts', import.meta.url)), {
        execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
      }),
      places: [...bots.keys()].filter((place) => place % processes === process),
    }));
    const crowd = new BotCrowd(children, bots.length);
    try {
      await Promise.all(
        children.map(({ child, places }) =>
          order(child, { order: 'prepare', bots: places.flatMap((place) => bots[place] ?? []) }),
        ),
      );
    } catch (error) {
      await crowd.close();
      throw error;
    }
    return crowd;
  }

  /** All stand at the door; resolves when the last one was let in. */
  async knock(): Promise<void> {
    await Promise.all(this.#children.map(({ child }) => order(child, { order: 'knock' })));
  }

  /** All join, evenly spread over `within` milliseconds. */
  async join(within: number): Promise<BotJoin[]> {
    const answers = await Promise.all(
      this.#children.map(({ child, places }) =>
        order(child, { order: 'join', delays: places.map((place) => (place * within) / this.#size) }),
      ),
    );
    return answers.flatMap((answer) => (answer.answer === 'joined' ? answer.joins : []));
  }

  /** All leave; who was let in may come back without knocking. */
  async leave(): Promise<void> {
    await Promise.all(this.#children.map(({ child }) => order(child, { order: 'leave' })));
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#children.map(async ({ child }) => {
        const exited = once(child, 'exit');
        if (child.connected) child.disconnect();
        if (child.exitCode === null) await exited;
      }),
    );
  }
}

async function order(child: ChildProcess, message: BotOrder): Promise<BotAnswer> {
  child.send(message);
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('A process of bots ended'))),
  ])) as [BotAnswer]; // the only messages that it sends
  if (answer.answer === 'failed') throw new Error(answer.reason);
  return answer;
}
