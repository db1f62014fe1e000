import { listLessons, readLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { moveLesson, undoCancelLesson, withdrawMove } from '@pluriclasse/shared/api/series';
import { CalendarClock, CircleAlert, CircleDashed, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { lessonNames } from '../../components/lessonNames.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './lessons.module.css';

const stale = [readLesson, listLessons] as const;

/** Where a lesson's hour stands, as far as it is not settled: what is in the way, what is proposed, what can be taken back. */
export function LessonState({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  if (lesson.status === 'cancelled') return <Cancelled lesson={lesson} />;
  if (lesson.status !== 'scheduled') return null;
  if (lesson.blocked) return <BlockedLesson lesson={lesson} />;
  if (lesson.move) return <Moving lesson={lesson} />;
  if (lesson.agreed === 'confirmed') return null;
  return (
    <Frame title={t('hour.proposed')} chip={<Chip icon={CircleDashed}>{t('hour.notYet')}</Chip>}>
      <p>
        {t('hour.proposedWords')} <Link href={`/twinnings/${lesson.twinningId}`}>{t('hour.who')}</Link>
      </p>
    </Frame>
  );
}

function Frame({ title, chip, children }: { title: string; chip: ReactNode; children: ReactNode }) {
  return (
    <Paper title={title} aside={chip} className={css.stack}>
      {children}
    </Paper>
  );
}

function BlockedLesson({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const { school } = useStaff();
  const { blocker } = useAnswerWords(lessonNames(lesson));
  const move = useChange(moveLesson, stale);
  const { lessonId, participants, blocked, may } = lesson;
  const needsAgreement = blocked?.blockers.some(({ kind }) => kind === 'agreement') ?? false;
  const zone = school?.timeZone ?? participants[0]?.school.timeZone;
  return (
    <Frame
      title={t('hour.blocked')}
      chip={
        <Chip state="trouble" icon={CircleAlert}>
          {t('hour.notHeld')}
        </Chip>
      }
    >
      <ul className={css.why}>
        {blocked?.blockers.map((one) => (
          <li key={JSON.stringify(one)}>{blocker(one)}</li>
        ))}
      </ul>
      {blocked && blocked.alternatives.length > 0 ? (
        <>
          <p>{t('hour.alternatives', { count: blocked.alternatives.length })}</p>
          <div className={css.acts}>
            {blocked.alternatives.map(({ startsAt }, n) => (
              <Button
                key={startsAt}
                kind={n === 0 ? 'primary' : 'quiet'}
                icon={CalendarClock}
                disabled={!may.move}
                busy={move.isPending}
                onClick={() =>
                  move.mutate(
                    { params: { lessonId }, body: { startsAt } },
                    { onSuccess: () => showToast(t('hour.moveDone')) },
                  )
                }
              >
                {when.dayTime(startsAt, zone)}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <p>{t(needsAgreement ? 'hour.needsAgreement' : 'hour.noAlternative')}</p>
      )}
      {move.error && <ErrorLine>{errorText(common, move.error)}</ErrorLine>}
    </Frame>
  );
}

function Moving({ lesson: { lessonId, move, participants, may } }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const { school } = useStaff();
  const withdraw = useChange(withdrawMove, stale);
  if (move === null) return null;
  const zone = school?.timeZone ?? participants[0]?.school.timeZone;
  const waited = participants.filter((one) => move.waitsFor.includes(one.school.schoolId));
  return (
    <Frame
      title={t('hour.moving')}
      chip={
        <Chip state="slow" icon={CalendarClock}>
          {when.dayTime(move.startsAt, zone)}
        </Chip>
      }
    >
      <p>
        {t(move.by ? 'hour.movingBy' : 'hour.movingWords', {
          name: move.by?.name ?? '',
          schools: when.list(waited.map((one) => one.school.name)),
        })}
      </p>
      {withdraw.error && <ErrorLine>{errorText(common, withdraw.error)}</ErrorLine>}
      {may.move && (
        <Button icon={RotateCcw} busy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { lessonId } })}>
          {t('hour.withdrawMove')}
        </Button>
      )}
    </Frame>
  );
}

function Cancelled({ lesson: { lessonId, cancelled, may } }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const now = useNow(10_000);
  const undo = useChange(undoCancelLesson, stale);
  if (cancelled === null) return null;
  return (
    <Frame title={t('states.cancelled')} chip={<span className={css.note}>{when.dayTime(cancelled.at)}</span>}>
      {cancelled.reason && <p>{cancelled.reason}</p>}
      {undo.error && <ErrorLine>{errorText(common, undo.error)}</ErrorLine>}
      {may.undoCancel && now < cancelled.undoUntil && (
        <div className={css.acts}>
          <Button
            icon={RotateCcw}
            busy={undo.isPending}
            onClick={() => undo.mutate({ params: { lessonId } }, { onSuccess: () => showToast(t('cancel.undone')) })}
          >
            {t('cancel.undo')}
          </Button>
          <span className={css.note}>{t('cancel.until', { time: when.time(cancelled.undoUntil) })}</span>
        </div>
      )}
    </Frame>
  );
}
