import { listCapsules } from '@pluriclasse/shared/api/capsules';
import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { CirclePlay } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** To what is kept of a lesson, if something is. */
export function CapsuleLink({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('lessons');
  const mayWatch = useMay()('capsule:watch', {
    kind: 'capsule',
    schoolIds: lesson.participants.map(({ school }) => school.schoolId),
    classGroupIds: [],
    there: true,
    own: null,
  });
  const read = useRead(listCapsules, {}, { enabled: mayWatch });
  const capsule = read.data?.capsules.find(
    ({ lessonId, state }) => lessonId === lesson.lessonId && (state === 'ready' || state === 'recording'),
  );
  return (
    capsule && (
      <ButtonLink icon={CirclePlay} href={`/capsules/${capsule.capsuleId}`}>
        {t('capsule')}
      </ButtonLink>
    )
  );
}
