import { ArrowRight, CircleCheck, Flag } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './Left.module.css';

export interface LeftProps {
  /** Checks that nobody has tried yet. */
  checks: number;
  /** Whether the task is still to do. */
  task: boolean;
  /** Whether nothing is asked at all. */
  none: boolean;
  onNext: () => void;
}

/** What is left of a capsule's checks and task, and the way to the next one. */
export function Left({ checks, task, none, onNext }: LeftProps) {
  const { t } = useTranslation('catch-up');
  if (none) return null;
  const words = t('left.checks', { count: checks });
  const done = checks === 0 && !task;
  return (
    <div className={css.left}>
      <p role="status">
        <Icon of={done ? CircleCheck : Flag} />
        <span>
          {done ? t('left.none') : checks === 0 ? t('left.task') : task ? t('left.both', { checks: words }) : words}
        </span>
      </p>
      {!done && (
        <Button icon={ArrowRight} onClick={onNext}>
          {t('left.next')}
        </Button>
      )}
    </div>
  );
}
