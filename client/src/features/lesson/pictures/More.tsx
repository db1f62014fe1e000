import { useTranslation } from '../../../lib/useTranslation.ts';
import type { Tile } from '../../../live/stage/tiles.ts';
import { useSite } from '../hooks/useLesson.ts';
import { nameOf } from '../nameOf.ts';
import { cx } from '../../../components/cx.ts';
import css from './More.module.css';

/** "+3": tiles that found no place, by name for who asks. */
export function More({ tiles, className }: { tiles: readonly Tile[]; className: string | undefined }) {
  const { t } = useTranslation('lesson');
  const site = useSite();
  if (tiles.length === 0) return null;
  const names = tiles.map(({ seat }) => (seat.kind === 'kit' ? site(seat.schoolId).name : nameOf(seat.occupant)));
  const label = t('tile.moreNames', { names: names.join(', ') });
  return (
    <span className={cx(css.more, className)} role="img" aria-label={label} title={label}>
      {t('tile.more', { count: tiles.length })}
    </span>
  );
}
