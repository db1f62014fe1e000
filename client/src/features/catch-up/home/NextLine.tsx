import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { DoorOpen, LogIn } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import css from './CatchUpList.module.css';

interface NextLineProps {
  lesson: Lesson | null;
  timeZone: string;
  /** Given while it is open, and was put off. */
  onComeIn?: (() => void) | undefined;
}

/** The lesson that is waited for, which opens by itself; or the one that is open, with the way into it. */
export function NextLine({ lesson, timeZone, onComeIn }: NextLineProps) {
  const { t } = useTranslation('catch-up');
  const when = useWhen();
  if (lesson && onComeIn)
    return (
      <Banner
        state="good"
        icon={DoorOpen}
        act={
          <Button size="big" icon={LogIn} onClick={onComeIn}>
            {t('open.act')}
          </Button>
        }
      >
        {t('open.titled', { title: lesson.title })}
      </Banner>
    );
  return (
    <p className={css.next} role="status">
      {lesson && t('next', { title: lesson.title, when: when.dayTime(lesson.startsAt, timeZone) })}
    </p>
  );
}
