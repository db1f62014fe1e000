import type { CatchUpFollow, PupilCatchUp } from '@pluriclasse/shared/api/catchUps';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { CircleCheck, CircleDashed, Mic } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './desk.module.css';

const icons = { right: CircleCheck, said: Mic, 'not-yet': CircleDashed, open: CircleDashed };

/** Boards are drawn by their engine, which comes when there is one to draw. */
const PupilPages = lazy(() => import('./PupilPages.tsx'));

export interface AnswersDialogProps {
  capsuleId: CapsuleId;
  of: PupilCatchUp;
  follow: CatchUpFollow;
  onClose: () => void;
}

/** What became of each check, what the pupil wrote, and the pages that the pupil works on. */
export function AnswersDialog({ capsuleId, of, follow, onClose }: AnswersDialogProps) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const { task } = of;
  return (
    <Dialog
      wide
      title={t('desk.answersOf', { alias: of.pupil.alias })}
      onClose={onClose}
      acts={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <div className={css.stack}>
        <Rows label={t('desk.checks')}>
          {follow.checks.map(({ checkId, ask }) => {
            const { mark = null, tries = 0 } = of.checks.find((one) => one.checkId === checkId) ?? {};
            const state = mark ?? 'open';
            return (
              <Row
                key={checkId}
                end={
                  <>
                    {tries > 0 && <span className={css.note}>{t('desk.tries', { count: tries })}</span>}
                    <Chip state={mark === 'right' || mark === 'said' ? 'good' : 'plain'} icon={icons[state]}>
                      {t(`desk.marks.${state}`)}
                    </Chip>
                  </>
                }
              >
                {ask}
              </Row>
            );
          })}
        </Rows>
        {follow.task && (
          <div className={css.group}>
            <h3>{follow.task.ask}</h3>
            {task === null && <p className={css.note}>{t('desk.taskOpen')}</p>}
            {task?.text != null && <p className={css.text}>{task.text}</p>}
            {task?.text === null && <p>{t(task.page === undefined ? 'desk.taskPaper' : 'desk.taskPage')}</p>}
          </div>
        )}
        {(of.pages.length > 0 || task?.page !== undefined) && (
          <Suspense fallback={null}>
            <PupilPages capsuleId={capsuleId} of={of} />
          </Suspense>
        )}
      </div>
    </Dialog>
  );
}
