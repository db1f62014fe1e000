import sprite from './art/scenery.svg?url&no-inline';
import css from './Scenery.module.css';
import { cx } from './cx.ts';

export interface SceneryProps {
  /** hills and landscape where people wait, a band over a card's head, contours behind what children choose from. */
  scene: 'landscape' | 'hills' | 'band' | 'contours';
  className?: string | undefined;
}

/** Hills and contour lines; decoration, silent for machines. */
export function Scenery({ scene, className }: SceneryProps) {
  return (
    <svg aria-hidden focusable="false" className={cx(css.scenery, css[scene], className)}>
      <use href={`${sprite}#${scene}`} width="100%" height="100%" />
    </svg>
  );
}
