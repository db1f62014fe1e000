import { RefreshCw, Volume2 } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Paper } from '../../components/Paper.tsx';
import { PhaseClock } from '../../components/PhaseClock.tsx';
import { PhasePath } from '../../components/PhasePath.tsx';
import { PlanList } from '../../components/PlanList.tsx';
import { QueueRow } from '../../components/QueueRow.tsx';
import { Rows } from '../../components/Rows.tsx';
import { Signpost } from '../../components/Signpost.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteTile } from '../../components/SiteTile.tsx';
import { TalkBalance } from '../../components/TalkBalance.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './parts.module.css';

export function LessonParts() {
  const { t } = useTranslation('parts');
  const names = [t('schools.a'), t('schools.b'), t('schools.c'), t('schools.d'), t('schools.e'), t('schools.f')];
  const signs = siteSigns(names);
  const [a, b, c] = signs;
  if (!a || !b || !c) return null;
  return (
    <>
      <Paper title={t('sites')} className={css.stack}>
        <div className={css.flow}>
          {signs.map((sign) => (
            <p key={sign.name} className={css.site}>
              <SiteMark sign={sign} className={css.big} /> <b>{sign.name}</b>
            </p>
          ))}
        </div>
      </Paper>
      <Paper title={t('tiles')} className={css.wide}>
        <div className={css.tiles}>
          <SiteTile sign={a} label={a.name} caption={t('room')} />
          <SiteTile sign={b} label={b.name} caption={b.name} speaking />
          <SiteTile sign={c} label={c.name} caption={c.name} muted={t('muted')} />
          <SiteTile sign={b} label={b.name} caption={b.name} quiet={{ icon: RefreshCw, word: t('isComingBack') }} />
          <SiteTile sign={c} label={c.name} caption={c.name} quiet={{ icon: Volume2, word: t('soundOnly') }} />
        </div>
      </Paper>
      <Paper title={t('turns')} className={css.stack}>
        <div className={css.arms}>
          <Signpost kind="speaking" sign={b} avatar="fox" word={t('speaking')} name={t('pupils.a')} live />
          <Signpost kind="next" sign={a} avatar="owl" word={t('next')} name={t('pupils.b')} />
        </div>
        <Rows>
          <QueueRow
            sign={c}
            avatar="whale"
            name={t('pupils.c')}
            waiting={t('waits', { time: '1:10' })}
            act={<Button>{t('give')}</Button>}
          />
          <QueueRow
            sign={b}
            avatar="frog"
            name={t('pupils.d')}
            waiting={t('waits', { time: '0:45' })}
            act={<Button>{t('give')}</Button>}
          />
        </Rows>
      </Paper>
      <Paper title={t('plan')} className={css.stack}>
        <PhaseClock
          left={272_000}
          label={t('clock')}
          words={{ left: t('left'), lastMinute: t('lastMinute'), over: t('over') }}
        />
        <PhasePath minutes={[5, 8, 10, 7, 5]} current={2} progress={0.55} label={t('path')} />
        <PlanList
          current={1}
          stops={[
            { key: 'a', title: t('phases.a'), time: t('minutes', { count: 8 }) },
            { key: 'b', title: t('phases.b'), time: '4:32' },
            { key: 'c', title: t('phases.c'), time: t('minutes', { count: 7 }) },
          ]}
        />
      </Paper>
      <Paper title={t('balance')} className={css.stack}>
        <TalkBalance
          label={t('balance')}
          meters={[22, 47, 31].map((share, n) => ({
            sign: signs[n] ?? a,
            share: share / 100,
            fair: 1 / 3,
            text: t('percent', { value: share }),
          }))}
        />
      </Paper>
    </>
  );
}
