import { readRecordingRules, setRecordingRules, type RecordingRules } from '@pluriclasse/shared/api/capsules';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useKeptChange, useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './capsules.module.css';

/** Whether a school's lessons may be recorded, and how long capsules are kept. */
export function RulesCard({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('capsules');
  const read = useRead(readRecordingRules, { params: { schoolId } });
  return (
    <Paper title={t('rules.title')} className={css.stack}>
      <p className={css.note}>{t('rules.words')}</p>
      <ReadState read={read}>
        {(rules) => <Rules key={`${rules.mode} ${rules.keep}`} schoolId={schoolId} rules={rules} />}
      </ReadState>
      <p className={css.note}>{t('rules.strictest')}</p>
    </Paper>
  );
}

function Rules({ schoolId, rules }: { schoolId: SchoolId; rules: RecordingRules }) {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  const mayEdit = useMay()('school:edit', { kind: 'school', schoolId });
  const [draft, setDraft] = useState(rules);
  const change = useKeptChange(setRecordingRules, readRecordingRules, { params: { schoolId } });
  if (!mayEdit) {
    return (
      <>
        <dl className={css.facts}>
          <dt>{t('rules.mode')}</dt>
          <dd>{t(`rules.${rules.mode}`)}</dd>
          {rules.mode === 'capsule' && (
            <>
              <dt>{t('rules.keep')}</dt>
              <dd>{t(rules.keep === '30-days' ? 'rules.thirty' : 'rules.year')}</dd>
            </>
          )}
        </dl>
        <p className={css.note}>{t('rules.readOnly')}</p>
      </>
    );
  }
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ params: { schoolId }, body: draft }, { onSuccess: () => showToast(common('saved')) });
  };
  return (
    <form className={css.stack} onSubmit={save}>
      <RadioCards
        legend={t('rules.mode')}
        value={draft.mode}
        onChange={(mode) => setDraft({ ...draft, mode })}
        cards={[
          { value: 'none', label: t('rules.none'), note: t('rules.noneNote') },
          { value: 'capsule', label: t('rules.capsule'), note: t('rules.capsuleNote') },
        ]}
      />
      {draft.mode === 'capsule' && (
        <RadioCards
          legend={t('rules.keep')}
          value={draft.keep}
          onChange={(keep) => setDraft({ ...draft, keep })}
          cards={[
            { value: '30-days', label: t('rules.thirty'), note: t('rules.thirtyNote') },
            { value: 'school-year', label: t('rules.year'), note: t('rules.yearNote') },
          ]}
        />
      )}
      {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
      <Button
        type="submit"
        kind="primary"
        busy={change.isPending}
        disabled={draft.mode === rules.mode && draft.keep === rules.keep}
      >
        {common('save')}
      </Button>
    </form>
  );
}
