import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { createSeries } from '@pluriclasse/shared/api/series';
import { listTemplates } from '@pluriclasse/shared/api/templates';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { listLessons } from '@pluriclasse/shared/api/lessons';
import type { TwinningId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface ProposeDialogProps {
  twinningId: TwinningId;
  /** Of the twinning: mostly the lessons' title too. */
  name: string;
  wish: Wish;
  pattern: SchedulePattern;
  onClose: () => void;
}

/** Makes lessons of a pattern that hold; everybody who must agree is asked. */
export function ProposeDialog({ twinningId, name, wish, pattern, onClose }: ProposeDialogProps) {
  const { t } = useTranslation('hours');
  const [, go] = useLocation();
  const [title, setTitle] = useState(name.slice(0, 80));
  const [templateId, setTemplate] = useState('');
  const templates = useRead(listTemplates, {});
  const propose = useChange(createSeries, [listTwinnings, listLessons]);
  const { timeZone, slots, everyWeeks, lessons } = pattern;
  const chosen = templates.data?.templates.find((template) => template.templateId === templateId);
  const submit = () =>
    propose.mutate(
      {
        body: {
          twinningId,
          title,
          wish,
          pattern: { timeZone, slots, everyWeeks },
          starts: lessons.map(({ startsAt }) => startsAt),
          plan: chosen?.plan ?? [],
        },
      },
      {
        onSuccess: ({ series, refused }) => {
          const left = refused.length > 0 ? ` ${t('propose.refused', { count: refused.length })}` : '';
          showToast(t('propose.done', { count: series.lessons }) + left);
          go(`/twinnings/${twinningId}`);
        },
      },
    );
  return (
    <FormDialog
      title={t('propose.title')}
      act={t('propose.act')}
      busy={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('propose.words', { count: lessons.length })}</p>
      <TextField
        label={t('propose.name')}
        hint={t('propose.nameHint')}
        value={title}
        onChange={setTitle}
        required
        maxLength={80}
      />
      {(templates.data?.templates.length ?? 0) > 0 && (
        <SelectField
          label={t('propose.plan')}
          value={templateId}
          onChange={setTemplate}
          options={[
            { value: '', label: t('propose.noPlan') },
            ...(templates.data?.templates ?? []).map((template) => ({
              value: template.templateId,
              label: template.name,
            })),
          ]}
        />
      )}
    </FormDialog>
  );
}
