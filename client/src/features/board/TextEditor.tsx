import { boardLimits } from '@pluriclasse/shared/board/limits';
import { type CSSProperties, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import type { PageView } from '../../board/canvas/PageView.ts';
import { inkPaint } from '../../board/scene/inkPaint.ts';
import { type Writing, followCursor } from '../../board/Writer.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './BoardPage.module.css';

/** Types a text where it lies. What others type in it comes in under the fingers; the cursor stays with its word. */
export function TextEditor({ store, writing, view }: { store: BoardStore; writing: Writing; view: PageView }) {
  const { t } = useTranslation('board');
  const ref = useRef<HTMLTextAreaElement>(null);
  const { at, body, text } = writing;

  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    if (area.value !== text) {
      const [start, end] = [area.selectionStart, area.selectionEnd].map((cursor) =>
        followCursor(cursor, area.value, text),
      );
      area.value = text;
      area.setSelectionRange(start ?? 0, end ?? 0);
    }
    area.style.height = '0';
    area.style.height = `${area.scrollHeight}px`;
  }, [text, view]);

  useEffect(() => {
    const area = ref.current;
    const before = document.activeElement;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
    return () => {
      // Back to the page, so that the next key is not lost.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    event.stopPropagation();
    store.endWriting();
  };
  const place: CSSProperties = {
    left: view.left + at.x * view.scale,
    top: view.top + at.y * view.scale,
    width: body.width * view.scale,
    fontSize: body.size * view.scale,
    color: inkPaint[body.color],
  };
  return (
    <textarea
      ref={ref}
      className={css.editor}
      style={place}
      aria-label={t('editor')}
      defaultValue={text}
      maxLength={boardLimits.text}
      rows={1}
      spellCheck={false}
      onChange={(event) => store.type(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => store.endWriting()}
    />
  );
}
