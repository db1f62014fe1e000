import type { FeedOf, FeedShows } from '@pluriclasse/shared/api/feeds';
import { useId, useState } from 'react';
import { Paper } from '../../components/Paper.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AddressRow } from './AddressRow.tsx';
import css from './feeds.module.css';
import { HowTo } from './HowTo.tsx';

/** Whose calendar it is. */
export interface CalendarOwner {
  readonly of: FeedOf;
  readonly id: string;
  readonly name: string;
}

const kinds: readonly FeedShows[] = ['lessons', 'busy'];

/** Secret addresses under which calendar programs find lessons: of one, or of those that the reader chooses among. */
export function CalendarCard({ owners }: { owners: readonly [CalendarOwner, ...CalendarOwner[]] }) {
  const { t } = useTranslation('feeds');
  const [first] = owners;
  const [chosen, setChosen] = useState(first.id);
  const headId = useId();
  const owner = owners.find(({ id }) => id === chosen) ?? first;
  return (
    <Paper title={t('title')} className={css.card}>
      <p className={css.note}>{t('words')}</p>
      {owners.length > 1 && (
        <SelectField
          label={t('which')}
          value={owner.id}
          options={owners.map(({ of, id, name }) => ({ value: id, label: t(`of.${of}`, { name }) }))}
          onChange={setChosen}
        />
      )}
      <div className={css.parts}>
        {kinds.map((shows) => (
          // Another calendar's address, shown just now, must not stand under this one.
          <AddressRow key={`${owner.id} ${shows}`} owner={owner} shows={shows} />
        ))}
        <section aria-labelledby={headId}>
          <h3 id={headId} className={css.head}>
            {t('how.title')}
          </h3>
          <HowTo />
        </section>
      </div>
    </Paper>
  );
}
