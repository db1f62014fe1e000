import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import { findPartners, listTwinnings, proposeTwinning, type Offer } from '@pluriclasse/shared/api/twinnings';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { emptyDraft, TwinningWords, wordsOf } from './TwinningWords.tsx';

export interface ProposeTwinningDialogProps {
  group: ClassGroup;
  offer: Offer;
  onClose: () => void;
}

/** Asks another school whether its class joins. */
export function ProposeTwinningDialog({ group, offer, onClose }: ProposeTwinningDialogProps) {
  const { t } = useTranslation('partners');
  const [, go] = useLocation();
  const [draft, setDraft] = useState(emptyDraft);
  const propose = useChange(proposeTwinning, [listTwinnings, findPartners]);
  const submit = () =>
    propose.mutate(
      {
        body: {
          ...wordsOf(draft),
          classGroupIds: [group.classGroupId, offer.classGroup.classGroupId],
        },
      },
      {
        onSuccess: ({ twinningId }) => {
          showToast(t('propose.done', { school: offer.school.name }));
          go(`/twinnings/${twinningId}`);
        },
      },
    );
  return (
    <FormDialog
      title={t('propose.title', { name: offer.classGroup.name, school: offer.school.name })}
      act={t('propose.act')}
      busy={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TwinningWords draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}
