import { useState, useSyncExternalStore } from 'react';
import { BoardStore } from '../../board/BoardStore.ts';
import type { BoardView } from '../../board/BoardView.ts';
import { browserMeasure } from '../../board/canvas/browserMeasure.ts';
import { textFont } from '../../board/canvas/drawObject.ts';
import { POINTER_FONT } from '../../board/canvas/drawPointer.ts';
import { IndexedDbKeptChanges } from '../../board/link/IndexedDbKeptChanges.ts';

/** Opens a board as long as the component stands. @param keepAs whose unsent changes are kept on this device */
export function useBoardStore(url: string, keepAs: string): BoardStore | undefined {
  const [opening] = useState(() => new Opening(url, keepAs));
  return useSyncExternalStore(opening.subscribe, opening.get);
}

/** All that the parts around the page show. */
export const useBoardView = (store: BoardStore): BoardView => useSyncExternalStore(store.subscribe, store.get);

/** A board that is open while somebody looks. */
class Opening {
  readonly #url: string;
  readonly #keepAs: string;
  #store: BoardStore | undefined;

  constructor(url: string, keepAs: string) {
    this.#url = url;
    this.#keepAs = keepAs;
  }

  readonly get = () => this.#store;

  readonly subscribe = () => {
    const store = new BoardStore({ url: this.#url, kept: new IndexedDbKeptChanges(this.#keepAs) }, browserMeasure);
    this.#store = store;
    const online = () => store.link.retryNow();
    window.addEventListener('online', online);
    void store.link.start();
    // Texts are laid out with whatever font there is, and anew when theirs has come.
    const fonts = [textFont(56), POINTER_FONT].map((font) => document.fonts.load(font));
    void Promise.all(fonts).then(() => {
      store.scene.measureAgain();
      store.refresh();
    });
    return () => {
      window.removeEventListener('online', online);
      store.close();
    };
  };
}
