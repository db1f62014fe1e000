import { openStudio } from '@pluriclasse/shared/api/capsules';
import { CircleDot } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** For a teacher: a capsule without a lesson, spoken over a board. */
export function RecordAlone() {
  const { t } = useTranslation('capsules');
  const { school } = useStaff();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (!school || !may('capsule:record-alone', { kind: 'school', schoolId: school.schoolId })) return null;
  return (
    <>
      <Button kind="primary" icon={CircleDot} onClick={() => setAsking(true)}>
        {t('record.act')}
      </Button>
      {asking && <RecordDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('capsules');
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const open = useChange(openStudio, []);
  return (
    <FormDialog
      title={t('record.title')}
      act={t('record.open')}
      busy={open.isPending}
      error={open.error}
      onClose={onClose}
      onSubmit={() => open.mutate({ body: { title } }, { onSuccess: ({ lessonId }) => go(`/lesson/${lessonId}`) })}
    >
      <p>{t('record.words')}</p>
      <TextField label={t('rename.field')} value={title} onChange={setTitle} maxLength={120} required />
    </FormDialog>
  );
}
