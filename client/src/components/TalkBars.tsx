import css from './TalkBars.module.css';
import { cx } from './cx.ts';

/** Four bars that move while someone is heard. The word "Speaking" or the filled label beside them carries the news. */
export function TalkBars({ live = true, className }: { live?: boolean; className?: string }) {
  return (
    <span className={cx(css.bars, live && css.live, className)} aria-hidden>
      <b />
      <b />
      <b />
      <b />
    </span>
  );
}
