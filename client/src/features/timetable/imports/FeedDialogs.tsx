import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  type Subscription,
} from '@pluriclasse/shared/api/subscriptions';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useChange } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';

const stale = [listSubscriptions, readTimetable];

export function AddFeed({ schoolId, onClose }: { schoolId: SchoolId; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { t: time } = useTranslation('timetable');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [closureKind, setKind] = useState<ClosureKind>('school');
  const create = useChange(createSubscription, stale);
  return (
    <FormDialog
      title={t('feeds.add')}
      act={t('feeds.add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() =>
        create.mutate({ params: { schoolId }, body: { name, address, closureKind } }, { onSuccess: onClose })
      }
    >
      <TextField
        label={t('feeds.name')}
        hint={t('feeds.nameHint')}
        value={name}
        onChange={setName}
        required
        maxLength={80}
      />
      <TextField
        label={t('feeds.address')}
        hint={t('feeds.addressHint')}
        value={address}
        onChange={setAddress}
        required
        inputMode="url"
        maxLength={2000}
        spellCheck={false}
      />
      <SelectField
        label={t('feeds.kind')}
        value={closureKind}
        options={ClosureKind.options.map((value) => ({ value, label: time(`year.kinds.${value}`) }))}
        onChange={setKind}
      />
    </FormDialog>
  );
}

export function RemoveFeed({ feed, onClose }: { feed: Subscription; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const [keep, setKeep] = useState<'keep' | 'drop'>('keep');
  const remove = useChange(deleteSubscription, stale);
  const { schoolId, subscriptionId, name } = feed;
  return (
    <FormDialog
      danger
      title={t('feeds.removeTitle', { name })}
      act={t('feeds.remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(
          { params: { schoolId, subscriptionId }, body: { keepClosures: keep === 'keep' } },
          { onSuccess: onClose },
        )
      }
    >
      <RadioCards
        legend={t('feeds.whatOf', { count: feed.closures })}
        value={keep}
        cards={[
          { value: 'keep', label: t('feeds.keep') },
          { value: 'drop', label: t('feeds.drop') },
        ]}
        onChange={setKeep}
      />
    </FormDialog>
  );
}
