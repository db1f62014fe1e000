import type { PlannedWish } from '@pluriclasse/shared/api/plans';
import { SchoolId } from '@pluriclasse/shared/ids';
import { Link } from 'wouter';
import { useAnswerWords } from '../../../components/useAnswerWords.ts';
import { schoolPath, useMay, useStaff } from '../../../lib/staff.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { rivalsOf } from './takers.ts';
import css from './together.module.css';
import type { Planned } from './twinnings.ts';

export interface WhyLessProps {
  row: PlannedWish;
  names: Readonly<Record<string, string>>;
  twinnings: ReadonlyMap<string, Planned>;
}

/** Why a twinning got less than it would alone, or nothing: whom and what it competes for, and with whom. */
export function WhyLess({ row: { wishId, hour, missed, without }, names, twinnings }: WhyLessProps) {
  const { t } = useTranslation('together');
  const { nameOf, weekday, blocker, list } = useAnswerWords(names);
  const may = useMay();
  const { school } = useStaff();
  if (missed === null) {
    if (hour !== null) return null;
    return (
      <div className={css.why}>
        <p>
          {t('why.never')} {without.some((one) => one.blocker.kind === 'subject') && t('why.subjects')}
        </p>
        {without.length > 0 && (
          <details>
            <summary>{t('why.show')}</summary>
            <ul>
              {without.map((one) => (
                <li key={one.weekday}>{t('why.day', { day: weekday(one.weekday), why: blocker(one.blocker) })}</li>
              ))}
            </ul>
          </details>
        )}
        <Link href={`/hours?twinning=${wishId}`}>{t('why.look')}</Link>
      </div>
    );
  }
  const rivals = rivalsOf(missed.takenBy);
  const when = list(missed.slots.map(({ weekday: day, start }) => `${weekday(day)} ${start.replace(/^0/, '')}`));
  /** Whose timetable may be looked at: there the hour can be given back or moved. */
  const timetableOf = (schoolId: string): string | undefined => {
    const id = SchoolId.safeParse(schoolId);
    if (!id.success || !may('timetable:read', { kind: 'school', schoolId: id.data })) return undefined;
    return schoolPath(school, id.data, 'timetable');
  };
  return (
    <div className={css.why}>
      <p>{t('why.alone', { when, count: missed.lessons, of: String(missed.dates) })}</p>
      {missed.takenBy.length === 0 ? (
        <p>{t('why.nobody')}</p>
      ) : (
        <>
          <ul>
            {rivals.map(({ wishId: by, dates }) => {
              const name = twinnings.get(by)?.group.name;
              return (
                <li key={by}>
                  {t('why.has', { count: dates })} {name && <Link href={`/twinnings/${by}`}>{name}</Link>}
                </li>
              );
            })}
            {missed.more > 0 && <li>{t('why.more', { count: missed.more })}</li>}
          </ul>
          <details>
            <summary>{t('why.shared')}</summary>
            <ul>
              {rivals.flatMap(({ wishId: by, shared }) =>
                shared.map(({ schoolId, what }) => {
                  const words = what.map(({ kind, id }) => t(`why.${kind}`, { what: nameOf(id) }));
                  const timetable = timetableOf(schoolId);
                  return (
                    <li key={`${by} ${schoolId}`}>
                      {t('why.of', { school: nameOf(schoolId), what: list(words) })}{' '}
                      {timetable !== undefined && (
                        <Link href={timetable} aria-label={t('why.timetableOf', { school: nameOf(schoolId) })}>
                          {t('why.timetable')}
                        </Link>
                      )}
                    </li>
                  );
                }),
              )}
            </ul>
          </details>
        </>
      )}
    </div>
  );
}
