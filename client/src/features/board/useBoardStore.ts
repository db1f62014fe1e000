import { OwnLink } from '../../board/link/OwnLink.ts';
import { useState, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { BoardStore } from '../../board/BoardStore.ts';
import type { BoardView } from '../../board/BoardView.ts';
import { browserMeasure } from '../../board/canvas/browserMeasure.ts';
import { textFont } from '../../board/canvas/drawObject.ts';
import { POINTER_FONT } from '../../board/canvas/drawPointer.ts';
import { BoardLink } from '../../board/link/BoardLink.ts';
import { IndexedDbKeptChanges } from '../../board/link/IndexedDbKeptChanges.ts';

/** Opens a board as long as the component stands. @param keepAs whose unsent changes are kept on this device */
export const useBoardStore = (url: string, keepAs: string): BoardStore | undefined =>
  useOpening(() => {
    const link: { now?: BoardLink } = {};
    const store = new BoardStore((events) => {
      link.now = new BoardLink({ url, kept: new IndexedDbKeptChanges(keepAs), events });
      return link.now;
    }, browserMeasure);
    const online = () => link.now?.retryNow();
    window.addEventListener('online', online);
    void link.now?.start();
    return { store, leave: () => window.removeEventListener('online', online) };
  });

/** A page of one's own. Whoever gives the document keeps what is done to it. */
export const useOwnBoardStore = (doc: Y.Doc): BoardStore | undefined =>
  useOpening(() => ({
    store: new BoardStore(() => new OwnLink(doc), browserMeasure),
    leave: () => undefined,
  }));

/** All that the parts around the page show. */
export const useBoardView = (store: BoardStore): BoardView => useSyncExternalStore(store.subscribe, store.get);

interface Opened {
  readonly store: BoardStore;
  readonly leave: () => void;
}

function useOpening(open: () => Opened): BoardStore | undefined {
  const [opening] = useState(() => new Opening(open));
  return useSyncExternalStore(opening.subscribe, opening.get);
}

/** A board that is open while somebody looks. */
class Opening {
  readonly #open: () => Opened;
  #store: BoardStore | undefined;

  constructor(open: () => Opened) {
    this.#open = open;
  }

  readonly get = () => this.#store;

  readonly subscribe = () => {
    const { store, leave } = this.#open();
    this.#store = store;
    // Texts are laid out with whatever font there is, and anew when theirs has come.
    const fonts = [textFont(56), POINTER_FONT].map((font) => document.fonts.load(font));
    void Promise.all(fonts).then(() => {
      store.scene.measureAgain();
      store.refresh();
    });
    return () => {
      leave();
      store.close();
    };
  };
}
