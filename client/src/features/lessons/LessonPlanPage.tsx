import { cancelLesson, listLessons, readLesson, updateLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { postponeLesson } from '@pluriclasse/shared/api/series';
import { LessonId } from '@pluriclasse/shared/ids';
import { Ban, CalendarArrowUp, CalendarClock, LogIn, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { ApiArgs } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { CapsuleLink } from './CapsuleLink.tsx';
import { LessonFacts } from './LessonFacts.tsx';
import { LessonForm, type LessonDraft } from './LessonForm.tsx';
import css from './lessons.module.css';
import { LessonSites } from './LessonSites.tsx';
import { LessonState } from './LessonState.tsx';
import { MoveDialog } from './MoveDialog.tsx';

export default function LessonPlanPage() {
  const { t } = useTranslation('lessons');
  const parsed = LessonId.safeParse(useParams<{ lessonId: string }>().lessonId);
  usePageTitle(parsed.success ? undefined : t('gone'));
  return parsed.success ? <LessonRead lessonId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function LessonRead({ lessonId }: { lessonId: LessonId }) {
  const { t } = useTranslation('lessons');
  const read = useRead(readLesson, { params: { lessonId } });
  usePageTitle(read.data?.title ?? t('columns.title'));
  return (
    <>
      <Link href="/lessons" className={css.up}>
        {t('title')}
      </Link>
      {read.data === undefined && <PageHead title={t('columns.title')} />}
      <ReadState read={read} rows={5}>
        {(lesson) => <LessonView lesson={lesson} />}
      </ReadState>
    </>
  );
}

function LessonView({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [asking, setAsking] = useState(false);
  const update = useChange(updateLesson, [readLesson, listLessons]);
  const [moving, setMoving] = useState(false);
  const postpone = useChange(postponeLesson, [readLesson, listLessons]);
  const { lessonId, seriesId, title, startsAt, endsAt, plan, status } = lesson;
  const open = status === 'open';
  const minutes = Math.round((endsAt - startsAt) / 60_000);
  const why = readOnlyBecause();
  return (
    <>
      <PageHead
        title={title}
        note={when.list(lesson.participants.map((participant) => participant.school.name))}
        acts={
          <>
            {open && lesson.may.join && (
              <ButtonLink kind="primary" icon={LogIn} href={`/lesson/${lessonId}`}>
                {t('join')}
              </ButtonLink>
            )}
            {(open || status === 'ended') && <CapsuleLink lesson={lesson} />}
            {lesson.may.attendance && status !== 'scheduled' && (
              <ButtonLink icon={UserRoundCheck} href={`/lessons/${lessonId}/attendance`}>
                {t('attendance')}
              </ButtonLink>
            )}
            {lesson.may.move && status === 'scheduled' && (
              <>
                <Button icon={CalendarClock} onClick={() => setMoving(true)}>
                  {t('hour.move')}
                </Button>
                <Button
                  icon={CalendarArrowUp}
                  busy={postpone.isPending}
                  onClick={() =>
                    postpone.mutate({ params: { lessonId } }, { onSuccess: () => showToast(t('hour.postponed')) })
                  }
                >
                  {t('hour.postpone')}
                </Button>
              </>
            )}
            {lesson.may.edit && status === 'scheduled' && (
              <Button kind="danger" icon={Ban} onClick={() => setAsking(true)}>
                {t('cancel.act')}
              </Button>
            )}
          </>
        }
      />
      {postpone.error && <ErrorLine>{errorText(common, postpone.error)}</ErrorLine>}
      <LessonState lesson={lesson} />
      <LessonSites lesson={lesson} />
      {why !== undefined ? (
        <LessonFacts lesson={lesson} why={why} />
      ) : (
        <LessonForm
          draft={{ title, startsAt, minutes, plan }}
          participants={lesson.participants}
          act={t('form.save')}
          busy={update.isPending}
          error={update.error}
          planOnly={open}
          hourFixed={seriesId !== null}
          onSubmit={(draft) =>
            update.mutate(
              { params: { lessonId }, body: changed(draft) },
              { onSuccess: () => showToast(common('saved')) },
            )
          }
        />
      )}
      {moving && <MoveDialog lesson={lesson} onClose={() => setMoving(false)} />}
      {asking && <CancelDialog lesson={lesson} onClose={() => setAsking(false)} />}
    </>
  );

  /** While it runs only the plan changes; a series' hour is moved, never typed; an hour that was not touched stays out. */
  function changed(draft: LessonDraft): NonNullable<ApiArgs<typeof updateLesson>['body']> {
    if (open) return { plan: draft.plan };
    const words = { title: draft.title, plan: draft.plan };
    if (seriesId !== null || (draft.startsAt === startsAt && draft.minutes === minutes)) return words;
    return { ...words, startsAt: draft.startsAt, endsAt: draft.startsAt + draft.minutes * 60_000 };
  }

  function readOnlyBecause(): string | undefined {
    if (status === 'ended' || status === 'cancelled') return t(`states.${status}`);
    return lesson.may.edit ? undefined : t('form.readOnly');
  }
}

function CancelDialog({ lesson, onClose }: { lesson: Lesson; onClose: () => void }) {
  const { t } = useTranslation('lessons');
  const [reason, setReason] = useState('');
  const cancel = useChange(cancelLesson, [listLessons, readLesson]);
  const done = () => {
    showToast(t('cancel.done'));
    onClose();
  };
  return (
    <FormDialog
      danger
      title={t('cancel.title', { title: lesson.title })}
      act={t('cancel.act')}
      busy={cancel.isPending}
      error={cancel.error}
      onClose={onClose}
      onSubmit={() =>
        cancel.mutate(
          { params: { lessonId: lesson.lessonId }, body: { reason: reason.trim() || null } },
          { onSuccess: done },
        )
      }
    >
      <p>{t('cancel.words')}</p>
      <TextField
        label={t('cancel.reason')}
        hint={t('cancel.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
    </FormDialog>
  );
}
