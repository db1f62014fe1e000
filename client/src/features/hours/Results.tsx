import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import type { Search } from '@pluriclasse/shared/api/planning';
import { CalendarPlus, Info } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Paper } from '../../components/Paper.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import css from './hours.module.css';
import { Nearly } from './Nearly.tsx';
import { PatternCard } from './PatternCard.tsx';
import { PatternDates } from './PatternDates.tsx';
import { countBlockers } from './reasons.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface ResultsProps {
  search: Search;
  signs: ReadonlyMap<string, SiteSign>;
  /** Time zones of the schools that were asked for. */
  zones: ReadonlyMap<string, string>;
  /** Undefined: one may look, but not propose. */
  onPropose: ((pattern: SchedulePattern) => void) | undefined;
}

/** What a search has found so far: hours by rank, the dates of the chosen one, and why other weekdays have none. */
export function Results({ search, signs, zones, onPropose }: ResultsProps) {
  const { names } = search;
  const { t } = useTranslation('hours');
  const { weekday, blocker, list } = useAnswerWords(names);
  const [chosenId, choose] = useState<string>();
  const [why, setWhy] = useState(false);
  const [answer] = search.answers;
  if (answer === undefined) return null;
  const chosen = answer.patterns.find(({ patternId }) => patternId === chosenId);
  const { without } = answer;
  return (
    <div className={css.found}>
      {answer.patterns.length === 0 ? (
        <Paper title={t('none.title')} titleHidden>
          <EmptyState title={t('none.title')}>{t('none.words')}</EmptyState>
        </Paper>
      ) : (
        <ol className={css.results}>
          {answer.patterns.map((pattern, n) => (
            <Fragment key={pattern.patternId}>
              <PatternCard
                pattern={pattern}
                rank={n + 1}
                signs={signs}
                names={names}
                chosen={pattern === chosen}
                onChoose={() => choose(pattern === chosen ? undefined : pattern.patternId)}
              />
              {pattern === chosen && (
                <li>
                  <PatternDates
                    pattern={pattern}
                    signs={signs}
                    names={names}
                    acts={
                      onPropose && (
                        <Button kind="primary" icon={CalendarPlus} onClick={() => onPropose(pattern)}>
                          {t('propose.act')}
                        </Button>
                      )
                    }
                  />
                </li>
              )}
            </Fragment>
          ))}
        </ol>
      )}
      <Nearly patterns={answer.nearly ?? []} signs={signs} names={names} zones={zones} />
      {without.length > 0 && (
        <div className={css.without}>
          <Icon of={Info} />
          <div>
            <p>
              <b>{t('without', { days: list(without.map((one) => weekday(one.weekday))) })}</b>{' '}
              {!why && without[0]?.blockers[0] && blocker(without[0].blockers[0])}
            </p>
            {why && (
              <dl>
                {without.map((one) => (
                  <div key={one.weekday}>
                    <dt>{weekday(one.weekday)}</dt>
                    {countBlockers(one.blockers).map(({ blocker: found }) => (
                      <dd key={JSON.stringify(found)}>{blocker(found)}</dd>
                    ))}
                  </div>
                ))}
              </dl>
            )}
          </div>
          <Button aria-expanded={why} onClick={() => setWhy(!why)}>
            {why ? t('hideWhy') : t('showWhy')}
          </Button>
        </div>
      )}
    </div>
  );
}
