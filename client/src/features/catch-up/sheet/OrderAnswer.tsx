import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Hidden } from '../../../components/Hidden.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { swapped } from '../shuffled.ts';
import css from './answers.module.css';
import type { AnswerProps } from './ChoiceAnswer.tsx';
import { Fits } from './GapAnswer.tsx';

/** Items that change places by buttons: no dragging. The focus goes with the item that was moved. */
export function OrderAnswer({ check, given, fits, onChange }: AnswerProps<'order'>) {
  const { t } = useTranslation('catch-up');
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState('');
  const last = given.order.length - 1;
  const move = (from: number, to: number) => {
    onChange({ kind: 'order', order: swapped(given.order, from, to) });
    const item = check.items[given.order[from] ?? -1] ?? '';
    setMoved(t('check.place', { item, number: to + 1, all: given.order.length }));
    const [up, down] = list.current?.children[to]?.querySelectorAll<HTMLButtonElement>('button') ?? [];
    // Its button of the same way; at an end only the other one is left.
    const next = to === 0 ? down : to === last || to < from ? up : down;
    next?.focus();
  };
  return (
    <>
      <p className={css.note}>{t('check.order')}</p>
      <ol ref={list} className={css.items}>
        {given.order.map((place, at) => {
          const item = check.items[place] ?? '';
          return (
            <li key={at} className={css.item}>
              <span>{item}</span>
              {fits && <Fits fits={fits[at] === true} />}
              <IconButton
                icon={ArrowUp}
                label={t('check.earlier', { item })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('check.later', { item })}
                disabled={at === last}
                onClick={() => move(at, at + 1)}
              />
            </li>
          );
        })}
      </ol>
      <div role="status">
        <Hidden>{moved}</Hidden>
      </div>
    </>
  );
}
