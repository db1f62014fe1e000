import { listSchools, readSchool, updateSchool, type School } from '@pluriclasse/shared/api/schools';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SchoolFields, type SchoolDraft } from '../../components/SchoolFields.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './school.module.css';

export function SchoolForm({ school, mayEdit }: { school: School; mayEdit: boolean }) {
  const { t } = useTranslation('school');
  const { t: common } = useTranslation('common');
  const { name, town, timeZone, language, schoolId } = school;
  const [draft, setDraft] = useState<SchoolDraft>({ name, town, timeZone, language });
  const change = useChange(updateSchool, [readSchool, listSchools]);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ params: { schoolId }, body: draft }, { onSuccess: () => showToast(common('saved')) });
  };
  return (
    <Paper title={t('about')}>
      <form className={css.form} onSubmit={save}>
        <SchoolFields school={draft} onChange={setDraft} disabled={!mayEdit} />
        {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
        {mayEdit ? (
          <Button type="submit" kind="primary" busy={change.isPending}>
            {common('save')}
          </Button>
        ) : (
          <p className={css.note}>{t('readOnly')}</p>
        )}
      </form>
    </Paper>
  );
}
