import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import { Ban, CalendarDays, Monitor, Route, School, Users, type LucideIcon } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { cx } from '../../components/cx.ts';
import { Icon } from '../../components/Icon.tsx';
import { Rich } from '../../components/Rich.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { Ticks } from '../../components/Ticks.tsx';
import css from './PatternCard.module.css';
import { datesOf, displacedBy, pictureOf, reasonsOf, weighs } from './reasons.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

const pictures: Record<ReturnType<typeof pictureOf>, LucideIcon> = {
  calendar: CalendarDays,
  school: School,
  person: Users,
  room: Monitor,
  bar: Ban,
};

/** How many reasons stand on a card; all of them stand beside the dates. */
const SHOWN = 3;

export interface PatternCardProps {
  pattern: SchedulePattern;
  rank: number;
  signs: ReadonlyMap<string, SiteSign>;
  names: Readonly<Record<string, string>>;
  chosen: boolean;
  onChoose: () => void;
}

/** An hour that holds: when by whose clocks, how often, what hinders the rest, what each school gives up. */
export function PatternCard({ pattern, rank, signs, names, chosen, onChoose }: PatternCardProps) {
  const { t } = useTranslation('hours');
  const { weekday, blocker, relaxation, list } = useAnswerWords(names);
  const { lessons, failures, slots, local, relaxations } = pattern;
  const of = lessons.length + failures.length;
  const [best] = relaxations;
  const day = list(slots.map((slot) => weekday(slot.weekday)));
  return (
    <li className={cx(css.result, rank === 1 && css.best)} aria-current={chosen || undefined}>
      <span className={css.rank} aria-hidden>
        {rank}
      </span>
      <div className={css.when}>
        <h3>{day}</h3>
        <ul className={css.local}>
          {local.map(({ schoolId, hours }) => {
            const sign = signs.get(schoolId);
            return (
              <li key={schoolId}>
                {sign && <SiteMark sign={sign} named />}
                <span>{[...new Set(hours.map(({ start }) => start.replace(/^0/, '')))].join(' / ')}</span>
              </li>
            );
          })}
        </ul>
      </div>
      <div className={css.yield}>
        <p>
          <b>{lessons.length}</b> {t('hold', { count: lessons.length, of })}
        </p>
        <Ticks
          label={t('ticks', { count: lessons.length, of: String(of) })}
          holds={datesOf(pattern).map(({ holds }) => holds)}
        />
      </div>
      <ul className={css.why}>
        {reasonsOf(pattern)
          .slice(0, SHOWN)
          .map(({ blocker: one, count }) => (
            <li key={JSON.stringify(one)}>
              <Icon of={pictures[pictureOf(one.kind)]} />
              <span>{t('dates', { count, why: blocker(one) })}</span>
            </li>
          ))}
      </ul>
      <ul className={css.cost} aria-label={t('givesUp')}>
        {local.map(({ schoolId }) => {
          const sign = signs.get(schoolId);
          const given = displacedBy(pattern, schoolId);
          return (
            <li key={schoolId}>
              {sign && <SiteMark sign={sign} named />}
              <span>
                {[
                  ...(given.length === 0
                    ? [t('nothingMoves')]
                    : given.map(({ subject, hours }) => t('subjectHours', { subject, count: hours }))),
                  ...weighs(pattern, schoolId).map((kind) => t(`costs.${kind}`)),
                ].join(', ')}
              </span>
            </li>
          );
        })}
      </ul>
      <div className={css.act}>
        {best ? (
          <p>
            <Icon of={Route} />
            <span>
              <Rich text={t('wins', { what: relaxation(best), count: best.gain })} />
            </span>
          </p>
        ) : (
          <span />
        )}
        <Button kind={rank === 1 && !chosen ? 'primary' : 'quiet'} on={chosen} aria-pressed={chosen} onClick={onChoose}>
          {chosen ? t('chosen') : t('choose')}
        </Button>
      </div>
    </li>
  );
}
