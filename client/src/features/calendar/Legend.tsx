import { SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './calendar.module.css';
import type { ShownSide } from './shown.ts';
import type { CalendarViewName } from './useCalendarPlace.ts';

/** What the pictures of a view mean. */
export function Legend({ sides, view }: { sides: readonly ShownSide[]; view: CalendarViewName }) {
  const { t } = useTranslation('calendar');
  const both = sides.length === 2 && sides.every(({ side }) => side.of === 'class');
  return (
    <ul className={css.legend} aria-label={t('legend.label')}>
      {view === 'year' ? (
        <li>
          {sides.map(({ sign, side }, n) => (
            <SiteMark key={`${n} ${side.id}`} sign={sign} named />
          ))}
          {t('legend.marks')}
        </li>
      ) : (
        <>
          {both && (
            <li>
              <i className={css.lit} />
              {t('legend.free')}
            </li>
          )}
          <li>
            <i className={css.hatched} />
            {t('closed')}
          </li>
        </>
      )}
      <li>
        <i className={css.full} />
        {t('legend.lesson')}
      </li>
    </ul>
  );
}
