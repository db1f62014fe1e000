import { deletePupil, listClasses, listPupils, resetPattern, type Pupil } from '@pluriclasse/shared/api/schools';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './classes.module.css';
import { PupilDialog } from './PupilDialog.tsx';

type Open = { kind: 'none' } | { kind: 'change' | 'pattern' | 'remove'; pupil: Pupil };

export function PupilRows({ pupils, mayEdit }: { pupils: readonly Pupil[]; mayEdit: boolean }) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const rareActs = (pupil: Pupil) => [
    ...(pupil.hasPattern
      ? [{ key: 'pattern', word: t('pattern.reset'), onAct: () => setOpen({ kind: 'pattern', pupil }) }]
      : []),
    { key: 'remove', word: t('pupil.remove'), onAct: () => setOpen({ kind: 'remove', pupil }) },
  ];
  return (
    <>
      <Rows className={css.pupils ?? ''}>
        {pupils.map((pupil) => (
          <Row
            key={pupil.pupilId}
            start={<Avatar avatar={pupil.avatar} />}
            end={
              <>
                <Chip state={pupil.hasPattern ? 'good' : 'plain'} icon={pupil.hasPattern ? CircleCheck : CircleDashed}>
                  {pupil.hasPattern ? t('pattern.set') : t('pattern.none')}
                </Chip>
                {mayEdit && (
                  <>
                    <Button
                      size="dense"
                      aria-label={t('pupil.changeLabel', { alias: pupil.alias })}
                      onClick={() => setOpen({ kind: 'change', pupil })}
                    >
                      {t('pupil.change')}
                    </Button>
                    <Menu label={common('moreActs', { name: pupil.alias })} acts={rareActs(pupil)} />
                  </>
                )}
              </>
            }
          >
            <b className={css.alias}>{pupil.alias}</b>
          </Row>
        ))}
      </Rows>
      {open.kind === 'change' && (
        <PupilDialog classGroupId={open.pupil.classGroupId} pupil={open.pupil} taken={pupils} onClose={close} />
      )}
      {open.kind === 'pattern' && <ResetPattern pupil={open.pupil} onClose={close} />}
      {open.kind === 'remove' && <RemovePupil pupil={open.pupil} onClose={close} />}
    </>
  );
}

function ResetPattern({ pupil, onClose }: { pupil: Pupil; onClose: () => void }) {
  const { t } = useTranslation('classes');
  const reset = useChange(resetPattern, [listPupils]);
  const done = () => {
    onClose();
    showToast(t('pattern.done', { alias: pupil.alias }));
  };
  return (
    <FormDialog
      danger
      title={t('pattern.title', { alias: pupil.alias })}
      act={t('pattern.reset')}
      busy={reset.isPending}
      error={reset.error}
      onClose={onClose}
      onSubmit={() => reset.mutate({ params: { pupilId: pupil.pupilId } }, { onSuccess: done })}
    >
      <p>{t('pattern.words')}</p>
    </FormDialog>
  );
}

function RemovePupil({ pupil, onClose }: { pupil: Pupil; onClose: () => void }) {
  const { t } = useTranslation('classes');
  const remove = useChange(deletePupil, [listPupils, listClasses]);
  return (
    <FormDialog
      danger
      title={t('pupil.removeTitle', { alias: pupil.alias })}
      act={t('pupil.remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ params: { pupilId: pupil.pupilId } }, { onSuccess: onClose })}
    >
      <p>{t('pupil.removeWords')}</p>
    </FormDialog>
  );
}
