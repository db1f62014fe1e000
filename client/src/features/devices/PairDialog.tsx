import { listDevices, pairDevice, type ClassGroup, type Room } from '@pluriclasse/shared/api/schools';
import type { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId, RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { groupCode } from '../../components/groupCode.ts';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './devices.module.css';

/** What is known when the dialog opens: the code of a device that was chosen, or nothing. */
export interface PairDraft {
  code: string;
}

export interface PairDialogProps {
  schoolId: SchoolId;
  draft: PairDraft;
  rooms: readonly Room[];
  classes: readonly ClassGroup[];
  onClose: () => void;
}

/** The code on a device's screen, what the device is for, and whose it becomes. */
export function PairDialog({ schoolId, draft, rooms, classes, onClose }: PairDialogProps) {
  const { t } = useTranslation('devices');
  const [code, setCode] = useState(groupCode(draft.code, 3));
  const [purpose, setPurpose] = useState<DevicePurpose>('kit');
  const [roomId, setRoomId] = useState<RoomId | ''>(rooms[0]?.roomId ?? '');
  const [classGroupId, setClassGroupId] = useState<ClassGroupId | ''>(classes[0]?.classGroupId ?? '');
  const [name, setName] = useState('');
  const pair = useChange(pairDevice, [listDevices]);
  const unknown = pair.error instanceof AppError && pair.error.code === 'not_found';
  const place =
    purpose === 'kit'
      ? rooms.find((room) => room.roomId === roomId)?.name
      : classes.find((group) => group.classGroupId === classGroupId)?.name;
  const fallback = t(purpose === 'kit' ? 'pair.kitName' : 'pair.companionName', { place: place ?? '' })
    .trim()
    .slice(0, 40);
  const submit = () =>
    pair.mutate(
      {
        params: { schoolId },
        body: {
          code: code.replaceAll(' ', ''),
          name: name.trim() || fallback,
          purpose,
          ...(purpose === 'kit' && roomId !== '' && { roomId }),
          ...(purpose === 'companion' && classGroupId !== '' && { classGroupId }),
        },
      },
      {
        onSuccess: (device) => {
          onClose();
          showToast(t('pair.done', { name: device.name }));
        },
      },
    );
  return (
    <FormDialog
      title={t('pair.title')}
      act={t('pair.act')}
      busy={pair.isPending}
      error={unknown ? null : pair.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('pair.code')}
        value={code}
        onChange={(typed) => setCode(groupCode(typed.toUpperCase(), 3))}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={6}
        className={css.code ?? ''}
        error={unknown ? t('pair.unknown') : undefined}
      />
      <RadioCards
        row
        legend={t('pair.purpose')}
        value={purpose}
        onChange={setPurpose}
        cards={[
          { value: 'kit', label: t('pair.kit'), note: t('pair.kitNote') },
          { value: 'companion', label: t('pair.companion'), note: t('pair.companionNote') },
        ]}
      />
      {purpose === 'kit' ? (
        <SelectField
          label={t('pair.room')}
          required
          value={roomId}
          onChange={setRoomId}
          placeholder={t('pair.choose')}
          options={rooms.map((room) => ({ value: room.roomId, label: room.name }))}
        />
      ) : (
        <SelectField
          label={t('pair.class')}
          required
          value={classGroupId}
          onChange={setClassGroupId}
          placeholder={t('pair.choose')}
          options={classes.map((group) => ({ value: group.classGroupId, label: group.name }))}
        />
      )}
      <TextField
        label={t('pair.name')}
        value={name}
        onChange={setName}
        placeholder={fallback}
        maxLength={40}
        hint={t('pair.stays')}
      />
    </FormDialog>
  );
}
