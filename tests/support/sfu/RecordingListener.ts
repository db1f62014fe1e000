import { EventEmitter, once } from 'node:events';
import type { RoomListener } from '@pluriclasse/server/media/MediaRoomLink';

type Facts = { [N in keyof RoomListener]: Parameters<RoomListener[N]> };

/** A live lesson's ear: what was told can be awaited, also when it was told before. */
export class RecordingListener implements RoomListener {
  readonly #told = new Map<keyof Facts, unknown[][]>();
  readonly #emitter = new EventEmitter();

  consumerAdded = this.#hear('consumerAdded');
  consumerClosed = this.#hear('consumerClosed');
  consumerChanged = this.#hear('consumerChanged');
  speaking = this.#hear('speaking');
  levelChanged = this.#hear('levelChanged');
  linksChanged = this.#hear('linksChanged');
  connectionChanged = this.#hear('connectionChanged');
  recording = this.#hear('recording');
  lost = this.#hear('lost');

  told<N extends keyof Facts>(name: N): readonly Facts[N][] {
    return (this.#told.get(name) ?? []) as Facts[N][]; // `#hear` puts in nothing else
  }

  /** The first fact of that name that fits. */
  async first<N extends keyof Facts>(name: N, fits: (...fact: Facts[N]) => boolean = () => true): Promise<Facts[N]> {
    for (;;) {
      const found = this.told(name).find((fact) => fits(...fact));
      if (found !== undefined) return found;
      await once(this.#emitter, name);
    }
  }

  #hear<N extends keyof Facts>(name: N) {
    return (...fact: Facts[N]): void => {
      this.#told.set(name, [...(this.#told.get(name) ?? []), fact]);
      this.#emitter.emit(name);
    };
  }
}
