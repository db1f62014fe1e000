import { listLessons } from '@pluriclasse/shared/api/lessons';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useServerNow } from '../../lib/useServerNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { ComingUp } from './ComingUp.tsx';
import css from './dashboard.module.css';
import { greeting } from './greeting.ts';
import { NextLesson } from './NextLesson.tsx';
import { NoLessons } from './NoLessons.tsx';
import { Readiness } from './Readiness.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';
import { WithoutHours } from './WithoutHours.tsx';

export default function DashboardPage() {
  const { t } = useTranslation('dashboard');
  const when = useWhen();
  const staff = useStaff();
  // Who is here changes by itself; a lobby opens by the clock.
  const lessons = useRead(listLessons, {}, { every: 20_000 });
  const now = useServerNow(lessons.data?.serverTime, lessons.dataUpdatedAt, 15_000);
  const zone = staff.school?.timeZone;
  usePageTitle(t('title'));
  return (
    <>
      <PageHead
        title={t(`hello.${greeting(now, zone)}`, { name: staff.name.split(' ')[0] ?? staff.name })}
        note={when.longDay(now, zone)}
      />
      <WaitingForMe />
      <WithoutHours />
      <ReadState read={lessons} failed={{ title: t('failed.title'), words: t('failed.words') }}>
        {({ lessons: all }) => {
          const ahead = all.filter(
            ({ status, agreed, endsAt }) =>
              status === 'open' || (status === 'scheduled' && agreed === 'confirmed' && endsAt > now),
          );
          const [next, ...later] = ahead;
          if (next === undefined)
            return (
              <Paper title={t('empty.title')} titleHidden flush>
                <NoLessons />
              </Paper>
            );
          return (
            <>
              <NextLesson lesson={next} now={now} />
              <div className={css.pair}>
                <Readiness lesson={next} />
                <ComingUp lessons={later} />
              </div>
            </>
          );
        }}
      </ReadState>
    </>
  );
}
