import type { ObjectId } from '@pluriclasse/shared/board/objects';
import { type KeyboardEvent, useId, useState } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './BoardPage.module.css';
import { describeObject } from './describeObject.ts';
import { useBoardView } from './useBoardStore.ts';

/** Options in the document around the one that is reached: 2,000 of them would slow the page for nothing. */
const AROUND = 15;
const STRIDE = 20;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The page as a list, for screen readers and for keys: each object in words. It is seen only while it has the focus;
 * what is reached is framed on the page.
 */
export function ObjectList({ store }: { store: BoardStore }) {
  const { t } = useTranslation('board');
  const { page, selection, canDraw } = useBoardView(store);
  const id = useId();
  const [reached, setReached] = useState<ObjectId>();
  const objects = page ? store.scene.inOrder(page) : [];
  const at = Math.max(
    0,
    objects.findIndex((object) => object.id === reached),
  );
  const object = objects[at];

  const reach = (next: number) => {
    const target = objects[Math.min(objects.length - 1, Math.max(0, next))];
    if (target === undefined) return;
    setReached(target.id);
    if (canDraw) store.choose({ tool: 'select' });
    store.select(new Set([target.id]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (event.altKey && move) store.moveSelection(move[0] * STRIDE, move[1] * STRIDE);
    else if (move) reach(at + move[0] + move[1]);
    else if (event.key === 'Home') reach(0);
    else if (event.key === 'End') reach(objects.length - 1);
    else if (event.key === 'Delete' && canDraw) removeReached();
    else if (event.key === 'Enter' && object?.kind === 'text') store.write({ x: 0, y: 0 }, object.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const removeReached = () => {
    store.removeSelection();
    const next = objects[at + 1] ?? objects[at - 1];
    if (next) {
      setReached(next.id);
      store.select(new Set([next.id]));
    }
  };
  if (objects.length === 0) return <p className={css.unseen}>{t('objects.empty')}</p>;
  const first = Math.max(0, at - AROUND);
  const words = object ? describeObject(t, object) : '';
  return (
    <div className={css.list}>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t('objects.name')}
        aria-describedby={`${id}-help`}
        aria-activedescendant={object && `${id}-${object.id}`}
        className={css.options}
        onFocus={() => reach(at)}
        onBlur={() => store.select(new Set())}
        onKeyDown={onKeyDown}
      >
        {objects.slice(first, at + AROUND + 1).map((it, n) => (
          <div
            key={it.id}
            id={`${id}-${it.id}`}
            role="option"
            aria-selected={selection.has(it.id)}
            aria-setsize={objects.length}
            aria-posinset={first + n + 1}
          >
            {describeObject(t, it)}
          </div>
        ))}
      </div>
      <p className={css.reached} aria-hidden>
        {t('objects.chosen', { object: words, number: at + 1, count: objects.length })}
        <small>{t('keys.list')}</small>
      </p>
      <p id={`${id}-help`} hidden>
        {t('keys.list')}
      </p>
    </div>
  );
}
