import { createPupil, listClasses, listPupils, updatePupil, type Pupil } from '@pluriclasse/shared/api/schools';
import type { ClassGroupId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { AvatarChoice } from '../../components/AvatarChoice.tsx';
import { avatars } from '../../components/avatars.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface PupilDialogProps {
  classGroupId: ClassGroupId;
  pupil?: Pupil;
  /** The class's pupils: an animal is best had by one. */
  taken: readonly Pupil[];
  onClose: () => void;
}

/** A pupil's alias and animal; the real name stays on paper at school. */
export function PupilDialog({ classGroupId, pupil, taken, onClose }: PupilDialogProps) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const others = taken.filter((other) => other !== pupil).map((other) => other.avatar);
  const free = avatars.find((avatar) => !others.includes(avatar)) ?? avatars[0];
  const [alias, setAlias] = useState(pupil?.alias ?? '');
  const [avatar, setAvatar] = useState<string>(pupil?.avatar ?? free);
  const create = useChange(createPupil, [listPupils, listClasses]);
  const update = useChange(updatePupil, [listPupils]);
  const change = pupil ? update : create;
  const body = { alias, avatar };
  const submit = () => {
    if (pupil) update.mutate({ params: { pupilId: pupil.pupilId }, body }, { onSuccess: onClose });
    else create.mutate({ params: { classGroupId }, body }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      wide
      title={pupil ? t('pupil.changeTitle', { alias: pupil.alias }) : t('pupil.add')}
      act={pupil ? common('save') : t('pupil.add')}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('pupil.alias')}
        hint={t('pupil.aliasHint')}
        value={alias}
        onChange={setAlias}
        required
        maxLength={24}
        autoComplete="off"
      />
      <AvatarChoice
        legend={t('pupil.avatar')}
        choices={avatars.map((name) => ({
          avatar: name,
          word: common(`avatars.${name}`),
          taken: others.includes(name),
        }))}
        takenWord={t('pupil.avatarTaken')}
        value={avatar}
        onChange={setAvatar}
      />
    </FormDialog>
  );
}
