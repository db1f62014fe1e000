import { listImports } from '@pluriclasse/shared/api/imports';
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  updateSubscription,
  type FeedPart,
  type Subscription,
} from '@pluriclasse/shared/api/subscriptions';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import { ClosureKind } from '@pluriclasse/shared/calendar/model';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { CheckList } from '../../../components/CheckList.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useChange } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useFeedFacts } from './useFeedFacts.ts';

const stale = [listSubscriptions, readTimetable, listImports];

const partsOf: Record<'both' | FeedPart, FeedPart[]> = {
  both: ['closures', 'entries'],
  closures: ['closures'],
  entries: ['entries'],
};
const asParts = (brings: readonly FeedPart[]) => (brings.length > 1 ? 'both' : (brings[0] ?? 'both'));

function PartsField({
  value,
  onChange,
}: {
  value: keyof typeof partsOf;
  onChange: (value: keyof typeof partsOf) => void;
}) {
  const { t } = useTranslation('imports');
  return (
    <RadioCards
      legend={t('feeds.brings')}
      value={value}
      cards={(['both', 'closures', 'entries'] as const).map((part) => ({
        value: part,
        label: t(`feeds.parts.${part}`),
        ...(part === 'both' && { note: t('feeds.bringsNote') }),
      }))}
      onChange={onChange}
    />
  );
}

export function AddFeed({ schoolId, onClose }: { schoolId: SchoolId; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { t: time } = useTranslation('timetable');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [closureKind, setKind] = useState<ClosureKind>('school');
  const [parts, setParts] = useState<keyof typeof partsOf>('both');
  const create = useChange(createSubscription, stale);
  const body = { name, address, closureKind, brings: partsOf[parts] };
  return (
    <FormDialog
      title={t('feeds.add')}
      act={t('feeds.add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate({ params: { schoolId }, body }, { onSuccess: onClose })}
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
      <PartsField value={parts} onChange={setParts} />
      {parts !== 'entries' && (
        <SelectField
          label={t('feeds.kind')}
          value={closureKind}
          options={ClosureKind.options.map((value) => ({ value, label: time(`year.kinds.${value}`) }))}
          onChange={setKind}
        />
      )}
    </FormDialog>
  );
}

export function EditFeed({ feed, onClose }: { feed: Subscription; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const [name, setName] = useState(feed.name);
  const [parts, setParts] = useState<keyof typeof partsOf>(asParts(feed.brings));
  const [byItself, setByItself] = useState(feed.byItself);
  const update = useChange(updateSubscription, stale);
  const { schoolId, subscriptionId } = feed;
  const body = { name, brings: partsOf[parts], byItself };
  return (
    <FormDialog
      title={t('feeds.editTitle', { name: feed.name })}
      act={t('feeds.save')}
      busy={update.isPending}
      error={update.error}
      onClose={onClose}
      onSubmit={() => update.mutate({ params: { schoolId, subscriptionId }, body }, { onSuccess: onClose })}
    >
      <TextField label={t('feeds.name')} value={name} onChange={setName} required maxLength={80} />
      <PartsField value={parts} onChange={setParts} />
      {parts !== 'closures' && (
        <CheckList
          legend={t('feeds.byItself')}
          options={[{ value: 'alone', label: t('feeds.byItselfLabel') }]}
          chosen={byItself ? ['alone'] : []}
          hint={t('feeds.byItselfHint')}
          onChange={(chosen) => setByItself(chosen.length > 0)}
        />
      )}
    </FormDialog>
  );
}

export function RemoveFeed({ feed, onClose }: { feed: Subscription; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const [keep, setKeep] = useState<'keep' | 'drop'>('keep');
  const remove = useChange(deleteSubscription, stale);
  const facts = useFeedFacts();
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
        remove.mutate({ params: { schoolId, subscriptionId }, body: { keep: keep === 'keep' } }, { onSuccess: onClose })
      }
    >
      <RadioCards
        legend={t('feeds.whatOf', { what: facts(feed).join(', ') })}
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
