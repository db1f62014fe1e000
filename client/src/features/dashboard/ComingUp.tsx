import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './dashboard.module.css';

export function ComingUp({ lessons }: { lessons: readonly Lesson[] }) {
  const { t } = useTranslation('dashboard');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  return (
    <Paper
      title={t('coming.title')}
      className={css.list}
      aside={
        <ButtonLink size="dense" href="/lessons">
          {t('coming.all')}
        </ButtonLink>
      }
    >
      {lessons.length === 0 && <p className={css.none}>{t('coming.none')}</p>}
      <Rows>
        {lessons.slice(0, 5).map((lesson) => (
          <Row key={lesson.lessonId} start={<b className={css.when}>{when.day(lesson.startsAt, zone)}</b>}>
            <span className={css.at}>{when.time(lesson.startsAt, zone)}</span> {lesson.title}
          </Row>
        ))}
      </Rows>
    </Paper>
  );
}
