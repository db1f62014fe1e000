import { createTwinning, listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { listClasses, listSchools } from '@pluriclasse/shared/api/schools';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { ClassGroupId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { CheckList } from '../../components/CheckList.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './twinnings.module.css';

/** Classes of two or more schools; the order in which they are chosen gives their colours for good. */
export function NewTwinning({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('twinnings');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, readonly ClassGroupId[]>>(new Map());
  const schools = useRead(listSchools, {});
  const create = useChange(createTwinning, [listTwinnings]);
  const classGroupIds = [...chosen.values()].flat();
  const enough = [...chosen.values()].filter((ids) => ids.length > 0).length >= 2;
  const choose = (school: SchoolBrief, ids: ClassGroupId[]) => setChosen(new Map(chosen).set(school.schoolId, ids));
  const submit = () => {
    if (enough) create.mutate({ body: { name, classGroupIds } }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      wide
      title={t('add')}
      act={t('add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('name')} hint={t('nameHint')} value={name} onChange={setName} required maxLength={80} />
      <ReadState read={schools}>
        {({ schools: all }) =>
          all.map((school) => (
            <SchoolClasses
              key={school.schoolId}
              school={school}
              chosen={chosen.get(school.schoolId) ?? []}
              onChange={(ids) => choose(school, ids)}
            />
          ))
        }
      </ReadState>
      <p className={css.note} role="status">
        {enough ? '' : t('choose')}
      </p>
    </FormDialog>
  );
}

interface SchoolClassesProps {
  school: SchoolBrief;
  chosen: readonly ClassGroupId[];
  onChange: (chosen: ClassGroupId[]) => void;
}

function SchoolClasses({ school, chosen, onChange }: SchoolClassesProps) {
  const { t } = useTranslation('twinnings');
  const classes = useRead(listClasses, { params: { schoolId: school.schoolId } });
  const options = classes.data?.classes.map((group) => ({ value: group.classGroupId, label: group.name }));
  if (options?.length === 0) return <p className={css.note}>{t('noClasses', { school: school.name })}</p>;
  return (
    <ReadState read={classes} rows={1}>
      {() => <CheckList legend={school.name} options={options ?? []} chosen={chosen} onChange={onChange} />}
    </ReadState>
  );
}
