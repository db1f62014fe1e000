import { listLessons } from '@pluriclasse/shared/api/lessons';
import { CalendarPlus, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lessons.module.css';
import { LessonTable } from './LessonTable.tsx';

const year = 365 * 86_400_000;

export default function LessonsPage() {
  const { t } = useTranslation('lessons');
  const [which, setWhich] = useState('coming');
  // The span is chosen once: a new one at every render would be read anew.
  const [from] = useState(() => Date.now() - year);
  const coming = useRead(listLessons, {}, { every: 30_000 });
  const past = useRead(listLessons, { query: { from, to: from + year } }, { enabled: which === 'past' });
  usePageTitle(t('title'));
  const { school } = useStaff();
  const may = useMay();
  const own = { kind: 'joint', schoolIds: school ? [school.schoolId] : [], classGroupIds: [] } as const;
  const mayWatch = may('capsule:watch', { ...own, kind: 'capsule', there: true, own: null });
  const plan = may('lesson:schedule', own) && (
    <ButtonLink kind="primary" icon={CalendarPlus} href="/lessons/new">
      {t('new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        acts={
          <>
            {mayWatch && (
              <ButtonLink icon={CirclePlay} href="/capsules">
                {t('capsules')}
              </ButtonLink>
            )}
            {plan}
          </>
        }
      />
      <Paper title={t('title')} titleHidden>
        <Tabs
          label={t('title')}
          chosen={which}
          onChoose={setWhich}
          tabs={[
            {
              key: 'coming',
              label: t('which.coming'),
              panel: (
                <ReadState read={coming}>
                  {({ lessons, serverTime }) => {
                    const ahead = lessons.filter((lesson) => lesson.status === 'open' || lesson.endsAt > serverTime);
                    return ahead.length > 0 ? (
                      <LessonTable lessons={ahead} />
                    ) : (
                      <EmptyState title={t('none.title')}>{t('none.words')}</EmptyState>
                    );
                  }}
                </ReadState>
              ),
            },
            {
              key: 'past',
              label: t('which.past'),
              panel: which === 'past' && (
                <ReadState read={past}>
                  {({ lessons, serverTime }) => {
                    const over = lessons.filter((lesson) => lesson.status !== 'open' && lesson.endsAt <= serverTime);
                    return over.length > 0 ? (
                      <LessonTable lessons={over.toReversed()} />
                    ) : (
                      <p className={css.none}>{t('nothingPast')}</p>
                    );
                  }}
                </ReadState>
              ),
            },
          ]}
        />
      </Paper>
    </>
  );
}
