import {
  createClass,
  listClasses,
  listPupils,
  readSchool,
  updateClass,
  type ClassGroup,
} from '@pluriclasse/shared/api/schools';
import { CefrLevel } from '@pluriclasse/shared/domain/roles';
import type { RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { CheckList } from '../../components/CheckList.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

const years = Array.from({ length: 13 }, (_, n) => n + 1);

/** A class's name, school years, level and room: for a new class, or to change one. */
export function ClassDialog({
  schoolId,
  group,
  onClose,
}: {
  schoolId: SchoolId;
  group?: ClassGroup;
  onClose: () => void;
}) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const school = useRead(readSchool, { params: { schoolId } });
  const [name, setName] = useState(group?.name ?? '');
  const [grades, setGrades] = useState<number[]>(group?.grades ?? []);
  const [level, setLevel] = useState<CefrLevel | 'none'>(group?.level ?? 'none');
  const [roomId, setRoomId] = useState<RoomId | 'none'>(group?.roomId ?? 'none');
  const create = useChange(createClass, [listClasses]);
  const update = useChange(updateClass, [listClasses, listPupils]);
  const change = group ? update : create;
  const body = { name, grades, level: level === 'none' ? null : level, roomId: roomId === 'none' ? null : roomId };
  const submit = () => {
    if (group) update.mutate({ params: { classGroupId: group.classGroupId }, body }, { onSuccess: onClose });
    else create.mutate({ params: { schoolId }, body }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={group ? t('change') : t('add')}
      act={group ? common('save') : t('add')}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('fields.name')} value={name} onChange={setName} required maxLength={60} />
      <CheckList
        legend={t('fields.grades')}
        options={years.map((year) => ({ value: year, label: year }))}
        chosen={grades}
        onChange={setGrades}
      />
      <SelectField
        label={t('fields.level')}
        value={level}
        onChange={setLevel}
        options={[
          { value: 'none' as const, label: t('fields.noLevel') },
          ...CefrLevel.options.map((value) => ({ value, label: value })),
        ]}
      />
      <SelectField
        label={t('fields.room')}
        value={roomId}
        onChange={setRoomId}
        options={[
          { value: 'none' as const, label: t('fields.noRoom') },
          ...(school.data?.rooms ?? []).map((room) => ({ value: room.roomId, label: room.name })),
        ]}
      />
    </FormDialog>
  );
}
