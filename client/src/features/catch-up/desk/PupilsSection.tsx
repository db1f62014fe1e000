import {
  followCatchUps,
  markAbsent,
  type CatchUpClass,
  type CatchUpFollow,
  type PupilCatchUp,
} from '@pluriclasse/shared/api/catchUps';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { Avatar } from '../../../components/Avatar.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useKeptChange, useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { AnswersDialog } from './AnswersDialog.tsx';
import css from './desk.module.css';

/** How far the pupils of one's own school are, in the order of their names; and who was absent. */
export function PupilsSection({ capsuleId }: { capsuleId: CapsuleId }) {
  const { t } = useTranslation('catch-up');
  const read = useRead(followCatchUps, { params: { capsuleId } }, { every: 30_000 });
  return (
    <Paper title={t('desk.pupils')}>
      <p className={css.note}>{t('desk.pupilsNote')}</p>
      <ReadState read={read} failed={{ title: t('desk.failed') }}>
        {(follow) =>
          follow.classes.length === 0 ? (
            <p>{t('desk.pupilsNone')}</p>
          ) : (
            follow.classes.map((one) => (
              <ClassPupils key={one.classGroupId} capsuleId={capsuleId} follow={follow} of={one} />
            ))
          )
        }
      </ReadState>
    </Paper>
  );
}

function ClassPupils({ capsuleId, follow, of }: { capsuleId: CapsuleId; follow: CatchUpFollow; of: CatchUpClass }) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const [shown, setShown] = useState<string>();
  const mark = useKeptChange(markAbsent, followCatchUps, { params: { capsuleId } });
  const one = of.pupils.find(({ pupil }) => pupil.pupilId === shown);
  return (
    <div className={css.group}>
      <h3>{of.name}</h3>
      {!of.published && <p className={css.note}>{t('desk.notPublished')}</p>}
      {of.pupils.length === 0 && <p className={css.note}>{t('desk.noPupils')}</p>}
      <Rows label={of.name}>
        {of.pupils.map((pupil) => (
          <PupilRow
            key={pupil.pupil.pupilId}
            of={pupil}
            follow={follow}
            onShow={() => setShown(pupil.pupil.pupilId)}
            onAbsent={(missed) =>
              mark.mutate({
                params: { capsuleId, pupilId: pupil.pupil.pupilId },
                // What the register says as well needs no word of a teacher.
                body: { missed: missed === (pupil.presence === 'not-seen') ? null : missed },
              })
            }
          />
        ))}
      </Rows>
      {mark.error && <ErrorLine>{errorText(common, mark.error)}</ErrorLine>}
      {one && <AnswersDialog capsuleId={capsuleId} of={one} follow={follow} onClose={() => setShown(undefined)} />}
    </div>
  );
}

interface PupilRowProps {
  of: PupilCatchUp;
  follow: CatchUpFollow;
  onShow: () => void;
  onAbsent: (missed: boolean) => void;
}

function PupilRow({ of, follow, onShow, onAbsent }: PupilRowProps) {
  const { t } = useTranslation('catch-up');
  const { pupil, presence, missed, seen, checks } = of;
  const { alias } = pupil;
  const share = follow.duration === 0 ? 0 : Math.min(1, seen / follow.duration);
  const done = checks.filter(({ mark }) => mark !== null).length;
  const words = [
    t('desk.seen', { percent: Math.round(share * 100) }),
    ...(checks.length > 0 ? [t('desk.checksDone', { done, all: checks.length })] : []),
    ...(follow.task ? [t(taskWord(of))] : []),
    ...(of.pages.length > 0 ? [t('desk.pagesCount', { count: of.pages.length })] : []),
  ];
  return (
    <Row
      className={css.pupil ?? ''}
      start={<Avatar avatar={pupil.avatar} />}
      end={
        <>
          {follow.mayMark && (
            <label className={css.absent}>
              <input
                type="checkbox"
                aria-label={t('desk.absentLabel', { alias })}
                checked={missed}
                onChange={(event) => onAbsent(event.target.checked)}
              />
              <span>{t('desk.absent')}</span>
            </label>
          )}
          <Button size="dense" aria-label={t('desk.openLabel', { alias })} onClick={onShow}>
            {t('desk.open')}
          </Button>
        </>
      }
    >
      <b className={css.alias}>{alias}</b> <span className={css.note}>{t(`desk.presence.${presence}`)}</span>
      <div className={css.far}>
        <Progress value={share} label={t('desk.seenLabel', { alias })} />
        <span>{words.join(' · ')}</span>
      </div>
    </Row>
  );
}

function taskWord({ task }: PupilCatchUp): 'desk.taskOpen' | 'desk.taskPaper' | 'desk.taskPage' | 'desk.taskDone' {
  if (task === null) return 'desk.taskOpen';
  if (task.page !== undefined) return 'desk.taskPage';
  return task.text === null ? 'desk.taskPaper' : 'desk.taskDone';
}
