import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CheckList } from '../../../components/CheckList.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { faultOf, type WishDraft } from '../draft.ts';
import { MayReplace } from '../MayReplace.tsx';
import { MoreWishes } from '../MoreWishes.tsx';
import { useKnownSchools } from '../useWishedClasses.ts';
import css from '../wish.module.css';
import { WishFields } from '../WishFields.tsx';
import type { Planned } from './twinnings.ts';

export interface OwnWishDialogProps {
  planned: Planned;
  /** What it would be as of now. */
  first: WishDraft;
  /** Whether it has an own wish already. */
  isOwn: boolean;
  /** Undefined: as for all. */
  onSave: (own: WishDraft | undefined) => void;
  onClose: () => void;
}

/** What one twinning needs otherwise than the others. */
export function OwnWishDialog({ planned, first, isOwn, onSave, onClose }: OwnWishDialogProps) {
  const { t } = useTranslation('together');
  const { t: hours } = useTranslation('hours');
  const { group, signs } = planned;
  const [draft, setDraft] = useState(first);
  const schools = useKnownSchools(draft.classes);
  const fault = faultOf(draft);
  return (
    <FormDialog
      wide
      title={t('own.title', { name: group.name })}
      act={t('own.save')}
      busy={false}
      onClose={onClose}
      onSubmit={() => fault === undefined && onSave(draft)}
    >
      <WishFields draft={draft} onChange={setDraft} />
      <CheckList
        legend={hours('classes')}
        options={group.classes.map(({ classGroupId, name, school }) => ({
          value: classGroupId,
          label: hours('classOf', { name, school }),
        }))}
        chosen={draft.classes.map(({ classGroupId }) => classGroupId)}
        onChange={(ids) =>
          setDraft({ ...draft, classes: group.classes.filter(({ classGroupId }) => ids.includes(classGroupId)) })
        }
      />
      {schools.length > 0 && (
        <MayReplace
          schools={schools}
          classes={draft.classes}
          signs={signs}
          chosen={draft.mayDisplace}
          onChange={(mayDisplace) => setDraft({ ...draft, mayDisplace })}
        />
      )}
      <MoreWishes schools={schools} draft={draft} onChange={setDraft} />
      {fault && (
        <p className={css.fault} role="alert">
          {hours(`faults.${fault}`)}
        </p>
      )}
      {isOwn && <Button onClick={() => onSave(undefined)}>{t('own.remove')}</Button>}
    </FormDialog>
  );
}
