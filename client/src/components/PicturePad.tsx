import { Check } from 'lucide-react';
import { Icon } from './Icon.tsx';
import { Picture } from './Picture.tsx';
import css from './PicturePad.module.css';
import { cx } from './cx.ts';

export interface PicturePadProps {
  /** Nine pictures in the order of this visit, with their words. */
  pictures: readonly { picture: string; word: string }[];
  label: string;
  disabled?: boolean;
  onPick: (picture: string) => void;
}

/** Nine pictures with words, for fingers of six years. */
export function PicturePad({ pictures, label, disabled = false, onPick }: PicturePadProps) {
  return (
    <div className={css.pad} role="group" aria-label={label}>
      {pictures.map(({ picture, word }) => (
        <button key={picture} type="button" className={css.key} disabled={disabled} onClick={() => onPick(picture)}>
          <Picture picture={picture} className={css.picture} />
          <b>{word}</b>
        </button>
      ))}
    </div>
  );
}

export interface PatternSlotsProps {
  filled: number;
  size: number;
  /** "2 of 4 pictures chosen" */
  label: string;
}

/** How many pictures are chosen: a tick each, so that nobody reads them from the screen. */
export function PatternSlots({ filled, size, label }: PatternSlotsProps) {
  return (
    <div className={css.slots} role="img" aria-label={label}>
      {Array.from({ length: size }, (_, n) => (
        <span key={n} className={cx(n < filled && css.full, n === filled && css.current)}>
          {n < filled ? <Icon of={Check} className={css.tick} /> : n + 1}
        </span>
      ))}
    </div>
  );
}
