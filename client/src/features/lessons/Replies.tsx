import { listReplies, type ReplyState } from '@pluriclasse/shared/api/lessonMail';
import type { LessonId, SchoolId } from '@pluriclasse/shared/ids';
import { Check, CircleHelp, Mail, X, type LucideIcon } from 'lucide-react';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lessons.module.css';

const looks: Record<ReplyState, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  invited: { icon: Mail, state: 'plain' },
  accepted: { icon: Check, state: 'good' },
  tentative: { icon: CircleHelp, state: 'slow' },
  declined: { icon: X, state: 'trouble' },
};

/** What a school's teachers answered to the invitation by e-mail; nothing where nobody was invited. */
export function Replies({ lessonId, schoolId }: { lessonId: LessonId; schoolId: SchoolId }) {
  const { t } = useTranslation('lessons');
  const read = useRead(listReplies, { params: { lessonId } });
  const replies = (read.data?.replies ?? []).filter((reply) => reply.schoolId === schoolId);
  if (replies.length === 0) return null;
  return (
    <ul className={css.replies} aria-label={t('sites.replies')}>
      {replies.map(({ staffId, name, state }) => (
        <li key={staffId}>
          <Chip icon={looks[state].icon} state={looks[state].state}>
            {t(`sites.reply.${state}`, { name })}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
