import { Ellipsis } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './IconButton.tsx';
import css from './Menu.module.css';

export interface MenuProps {
  /** Says of what the acts are: "More for Bice". */
  label: string;
  acts: readonly { key: string; word: string; onAct: () => void }[];
}

/** The rarer acts of a row, a tap away. Esc and a tap beside it close it; the focus goes back to its button. */
export function Menu({ label, acts }: MenuProps) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>(':scope > ul button')?.focus();
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  return (
    // Esc is the only key that it hears; its buttons are what one acts on.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={place} className={css.place} onKeyDown={(event) => open && event.key === 'Escape' && close()}>
      <IconButton
        icon={Ellipsis}
        label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <ul id={id} className={css.acts} aria-label={label}>
          {acts.map(({ key, word, onAct }) => (
            <li key={key}>
              <button
                type="button"
                className={css.act}
                onClick={() => {
                  // First: a dialog gives the focus back to where it was.
                  close();
                  onAct();
                }}
              >
                {word}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
