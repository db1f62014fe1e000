import Board, { type BoardProps } from '@pluriclasse/client/features/board/Board.tsx';
import { loadWords, startI18n } from '@pluriclasse/client/lib/i18n';
import { StrictMode, createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** The board alone on a page, as its address says: `?board=&seat=&as=teacher:Rus&surface=desk&look=tools`. */
const query = new URLSearchParams(location.search);
const ask = (name: string, otherwise = '') => query.get(name) ?? otherwise;

await startI18n();
await loadWords('board');
const place = document.querySelector<HTMLElement>('#app');
if (place) {
  place.style.cssText = 'position:fixed;inset:0;padding:12px';
  const [boardId, as] = [ask('board'), ask('as')];
  const onLock = (locked: boolean) => void fetch(`/lock?board=${boardId}&locked=${locked}`, { method: 'POST' });
  // The address gives what the lesson would; the test's own server checks it.
  const props = {
    boardId,
    as,
    onLock,
    seatId: ask('seat'),
    writer: as,
    surface: ask('surface', 'desk'),
    look: ask('look', 'tools'),
  } as unknown as BoardProps;
  createRoot(place).render(createElement(StrictMode, null, createElement(Board, props)));
}
