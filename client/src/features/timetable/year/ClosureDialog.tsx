import { createClosure, updateClosure, type SchoolClosure, type Timetable } from '@pluriclasse/shared/api/timetables';
import { ClosureKind, type Closure } from '@pluriclasse/shared/calendar/model';
import { useState } from 'react';
import { CheckList } from '../../../components/CheckList.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useRevisionOf, useTimetableChange } from '../useTimetable.ts';

export interface ClosureDialogProps {
  timetable: Timetable;
  /** Undefined: a new one. */
  closure?: SchoolClosure;
  onClose: () => void;
}

const fresh: Omit<Closure, 'closureId'> = {
  kind: 'school',
  name: '',
  from: '',
  to: '',
  hours: null,
  classGroupIds: [],
};

export function ClosureDialog({ timetable, closure, onClose }: ClosureDialogProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { schoolId, classGroups } = timetable;
  const revision = useRevisionOf(timetable, (now) =>
    now.closures.find(({ closureId }) => closureId === closure?.closureId),
  );
  const [draft, setDraft] = useState<Omit<Closure, 'closureId'>>(closure ?? fresh);
  const create = useTimetableChange(createClosure, schoolId);
  const update = useTimetableChange(updateClosure, schoolId);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const { kind, name, from, to, hours, classGroupIds } = draft;
  const backwards = from !== '' && to !== '' && to < from;
  const noTime = hours !== null && hours.start !== '' && hours.end !== '' && hours.end <= hours.start;
  const submit = () => {
    if (backwards || noTime) return;
    const body = { revision, closure: { kind, name, from, to: to === '' ? from : to, hours, classGroupIds } };
    const onSuccess = () => {
      onClose();
      showToast(common('saved'));
    };
    if (closure) update.mutate({ params: { schoolId, closureId: closure.closureId }, body }, { onSuccess });
    else create.mutate({ params: { schoolId }, body }, { onSuccess });
  };
  return (
    <FormDialog
      title={closure ? t('year.closure.change') : t('year.list.add')}
      act={common('save')}
      busy={create.isPending || update.isPending}
      error={closure ? update.error : create.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('year.closure.name')}
        hint={t('year.closure.nameHint')}
        value={name}
        onChange={(value) => set({ name: value })}
        required
        maxLength={120}
      />
      <SelectField
        label={t('year.closure.kind')}
        value={kind}
        options={ClosureKind.options.map((value) => ({ value, label: t(`year.kinds.${value}`) }))}
        onChange={(value) => set({ kind: value })}
      />
      <div className={page.pair}>
        <TextField
          label={t('year.closure.from')}
          type="date"
          required
          value={from}
          onChange={(value) => set({ from: value, ...(to === '' || to === from ? { to: value } : {}) })}
        />
        <TextField
          label={t('year.closure.to')}
          type="date"
          required
          value={to}
          error={backwards ? t('year.backwards') : undefined}
          onChange={(value) => set({ to: value })}
        />
      </div>
      <CheckList
        legend={t('year.closure.hours')}
        options={[{ value: 'part', label: t('year.closure.part') }]}
        chosen={hours ? ['part'] : []}
        onChange={(chosen) => set({ hours: chosen.length > 0 ? { start: '', end: '' } : null })}
      />
      {hours && (
        <div className={page.pair}>
          <TextField
            label={t('year.closure.start')}
            type="time"
            required
            value={hours.start}
            onChange={(start) => set({ hours: { ...hours, start } })}
          />
          <TextField
            label={t('year.closure.end')}
            type="time"
            required
            value={hours.end}
            error={noTime ? t('year.closure.noTime') : undefined}
            onChange={(end) => set({ hours: { ...hours, end } })}
          />
        </div>
      )}
      {classGroups.length > 0 && (
        <CheckList
          legend={t('year.closure.classes')}
          hint={t('year.closure.classesHint')}
          options={classGroups.map((one) => ({ value: one.classGroupId, label: one.name }))}
          chosen={classGroupIds}
          onChange={(ids) => set({ classGroupIds: ids })}
        />
      )}
    </FormDialog>
  );
}
