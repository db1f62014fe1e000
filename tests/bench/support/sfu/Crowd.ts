import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Joins } from './Endpoint.ts';
import type { CrowdAnswer, CrowdOrder } from './messages.ts';
import type { Subject } from './Subject.ts';

/** Endpoints in a process of their own, from outside. */
export interface Crowd {
  /** Sends a camera and sound. */
  send(): Promise<void>;
  subscribe(count: number): Promise<Joins>;
  /** RTP packets that its subscribers received so far. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** Endpoints on @roamhq/wrtc: any dialect; they don't offer AES-GCM. */
export class WrtcCrowd implements Crowd {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async create({ dialect, url }: Subject): Promise<WrtcCrowd> {
    const child = fork(fileURLToPath(new URL('crowdProcess.ts', import.meta.url)), [dialect, url], {
      execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    });
    const crowd = new WrtcCrowd(child);
    await crowd.#answer('ready');
    return crowd;
  }

  async send(): Promise<void> {
    await this.#order({ order: 'send' }, 'sending');
  }

  subscribe(count: number): Promise<Joins> {
    return this.#order({ order: 'subscribe', count }, 'subscribed');
  }

  async count(): Promise<number> {
    return (await this.#order({ order: 'count' }, 'counted')).packets;
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  async #order<A extends CrowdAnswer['answer']>(order: CrowdOrder, awaited: A) {
    this.#child.send(order);
    return this.#answer(awaited);
  }

  async #answer<A extends CrowdAnswer['answer']>(awaited: A): Promise<Extract<CrowdAnswer, { answer: A }>> {
    const [answer] = (await Promise.race([
      once(this.#child, 'message'),
      once(this.#child, 'exit').then(() => Promise.reject(new Error('A crowd ended'))),
    ])) as [CrowdAnswer]; // the only messages that it sends
    if (answer.answer === 'failed') throw new Error(answer.reason);
    if (answer.answer !== awaited) throw new Error(`${answer.answer} instead of ${awaited}`);
    return answer as Extract<CrowdAnswer, { answer: A }>; // just compared
  }
}
