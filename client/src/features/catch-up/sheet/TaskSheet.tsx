import type { ClosingTask } from '@pluriclasse/shared/capsule/checks';
import type { TaskDone } from '@pluriclasse/shared/capsule/progress';
import { CircleCheck, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { TextArea } from '../../../components/TextArea.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './answers.module.css';
import { Sheet } from './Sheet.tsx';

export interface TaskSheetProps {
  task: ClosingTask;
  done: TaskDone | null;
  /** The text, or null for what was done on paper. */
  onDone: (text: string | null) => void;
  onLater: () => void;
  onFinished: () => void;
}

/** What is done when all is seen. */
export function TaskSheet({ task, done, onDone, onLater, onFinished }: TaskSheetProps) {
  const { t } = useTranslation('catch-up');
  const [text, setText] = useState(done?.text ?? '');
  const [handedIn, setHandedIn] = useState(false);
  const writes = task.how === 'write';
  const hand = () => {
    onDone(writes ? text.trim() : null);
    setHandedIn(true);
  };
  return (
    <Sheet
      icon={PencilLine}
      kick={t('task.title')}
      title={task.ask}
      acts={
        handedIn ? (
          <Button kind="primary" size="big" onClick={onFinished}>
            {t('task.finished')}
          </Button>
        ) : (
          <>
            <Button size="big" onClick={onLater}>
              {t('task.later')}
            </Button>
            <Button kind="primary" size="big" disabled={writes && text.trim() === ''} onClick={hand}>
              {t(writes ? (done === null ? 'task.send' : 'task.change') : 'task.paper')}
            </Button>
          </>
        )
      }
    >
      {!handedIn && writes && (
        <div className={css.writing}>
          <TextArea label={t('task.text')} value={text} maxLength={4000} onChange={setText} />
        </div>
      )}
      {!handedIn && !writes && <p className={css.note}>{t('task.paperWords')}</p>}
      {!handedIn && <p className={css.note}>{t(done?.page === undefined ? 'task.pageHint' : 'task.page')}</p>}
      <div role="status">
        {handedIn && (
          <p className={css.verdict} data-right>
            <Icon of={CircleCheck} />
            <span>{t(writes ? 'task.handedIn' : 'task.paperDone')}</span>
          </p>
        )}
      </div>
    </Sheet>
  );
}
