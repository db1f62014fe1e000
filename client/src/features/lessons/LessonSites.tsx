import { listLessons, readLesson, type Lesson, type LessonSite } from '@pluriclasse/shared/api/lessons';
import { watchLesson } from '@pluriclasse/shared/api/series';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Eye, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './lessons.module.css';
import { Replies } from './Replies.tsx';
import { SubstituteDialog } from './SubstituteDialog.tsx';

/** Each school's part: who leads it there and where, what it takes the place of, and whether it only watches. */
export function LessonSites({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [replacing, setReplacing] = useState<SchoolId>();
  const watch = useChange(watchLesson, [readLesson, listLessons]);
  const { lessonId, participants, sites, may, status } = lesson;
  const signs = siteSigns(participants.map(({ school }) => school.name));
  if (sites.length === 0) return null;
  const mayArrange = (schoolId: SchoolId) => status === 'scheduled' && may.arrange.includes(schoolId);
  return (
    <Paper title={t('sites.title')}>
      <Rows label={t('sites.title')}>
        {participants.map(({ school }, n) => {
          const { schoolId, name, timeZone } = school;
          const site = sites.find((one) => one.schoolId === schoolId);
          const sign = signs[n];
          if (site === undefined) return null;
          return (
            <Row
              key={schoolId}
              start={sign && <SiteMark sign={sign} />}
              end={
                mayArrange(schoolId) && (
                  <>
                    <Button size="dense" icon={UserRoundPen} onClick={() => setReplacing(schoolId)}>
                      {t('sites.substitute')}
                    </Button>
                    <Button
                      size="dense"
                      icon={Eye}
                      on={site.watchOnly}
                      aria-pressed={site.watchOnly}
                      busy={watch.isPending}
                      onClick={() =>
                        watch.mutate({ params: { lessonId }, body: { schoolId, watchOnly: !site.watchOnly } })
                      }
                    >
                      {t('sites.watch')}
                    </Button>
                  </>
                )
              }
            >
              <b>
                {name}, {when.time(lesson.startsAt, timeZone)}
              </b>{' '}
              <span className={css.note}>{wordsOf(site)}</span>
              <Replies lessonId={lessonId} schoolId={schoolId} />
              {site.watchOnly && !mayArrange(schoolId) && <Chip icon={Eye}>{t('sites.watches')}</Chip>}
            </Row>
          );
        })}
      </Rows>
      {watch.error && <ErrorLine>{errorText(common, watch.error)}</ErrorLine>}
      {replacing && <SubstituteDialog lesson={lesson} schoolId={replacing} onClose={() => setReplacing(undefined)} />}
    </Paper>
  );

  function wordsOf({ staff, room, displaced }: LessonSite): string {
    const who = staff.length === 0 ? t('sites.anyTeacher') : when.list(staff.map(({ name }) => name));
    const instead = [...new Set(displaced.map(({ subject }) => subject))];
    return [
      who,
      ...(room ? [room.name] : []),
      ...(instead.length > 0 ? [t('sites.instead', { subjects: when.list(instead) })] : []),
    ].join(' · ');
  }
}
