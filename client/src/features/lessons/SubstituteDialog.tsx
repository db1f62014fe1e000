import { listLessons, readLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { listSubstitutes, substituteTeacher } from '@pluriclasse/shared/api/series';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { lessonNames } from '../../components/lessonNames.ts';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface SubstituteDialogProps {
  lesson: Lesson;
  schoolId: SchoolId;
  onClose: () => void;
}

/** Another teacher of the school leads it; the plan goes to him or her by notice. */
export function SubstituteDialog({ lesson, schoolId, onClose }: SubstituteDialogProps) {
  const { t } = useTranslation('lessons');
  const { lessonId, sites } = lesson;
  const named = sites.find((site) => site.schoolId === schoolId)?.staff ?? [];
  const [instead, setInstead] = useState(named[0]?.staffId);
  const [chosen, choose] = useState<StaffId>();
  const read = useRead(listSubstitutes, { params: { lessonId }, query: { schoolId } });
  const substitute = useChange(substituteTeacher, [readLesson, listLessons, listSubstitutes]);
  const { blocker } = useAnswerWords(namesFor());
  const submit = () => {
    if (chosen === undefined) return;
    substitute.mutate(
      { params: { lessonId }, body: { schoolId, instead: instead ?? null, staffId: chosen } },
      {
        onSuccess: () => {
          showToast(t('sites.substituted'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('sites.substituteTitle')}
      act={t('sites.hand')}
      busy={substitute.isPending}
      error={substitute.error}
      onClose={onClose}
      onSubmit={submit}
    >
      {named.length > 1 && (
        <SelectField
          label={t('sites.insteadOf')}
          value={instead ?? ''}
          options={named.map(({ staffId, name }) => ({ value: staffId, label: name }))}
          onChange={setInstead}
        />
      )}
      <ReadState read={read}>
        {({ substitutes }) =>
          substitutes.length === 0 ? (
            <p>{t('sites.noSubstitute')}</p>
          ) : (
            <RadioCards
              legend={t('sites.who')}
              cards={substitutes.map((one) => ({
                value: one.staffId,
                label: one.name,
                note: one.blocker === null ? t('sites.free') : blocker(one.blocker),
                disabled: one.blocker !== null,
              }))}
              value={chosen}
              onChange={choose}
            />
          )
        }
      </ReadState>
    </FormDialog>
  );

  function namesFor(): Record<string, string> {
    const names = lessonNames(lesson);
    for (const { staffId, name } of read.data?.substitutes ?? []) names[staffId] = name;
    return names;
  }
}
