import { listSubscriptions, type Subscription } from '@pluriclasse/shared/api/subscriptions';
import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { AddFeed, EditFeed, RemoveFeed } from './FeedDialogs.tsx';
import { FeedRow } from './FeedRow.tsx';
import css from './imports.module.css';

type OpenDialog = { kind: 'none' | 'add' } | { kind: 'edit' | 'remove'; feed: Subscription };

/** Calendars of others that the school follows for its closures and weekly hours. */
export function Feeds({ timetable, schoolId }: { timetable: Timetable; schoolId: SchoolId }) {
  const { t } = useTranslation('imports');
  const [dialog, setDialog] = useState<OpenDialog>({ kind: 'none' });
  const read = useRead(listSubscriptions, { params: { schoolId } }, { every: 30_000 });
  const close = () => setDialog({ kind: 'none' });
  return (
    <Paper
      title={t('feeds.title')}
      className={page.stack}
      aside={
        <Button icon={Plus} onClick={() => setDialog({ kind: 'add' })}>
          {t('feeds.add')}
        </Button>
      }
    >
      <p className={page.note}>{t('feeds.words')}</p>
      <ReadState read={read}>
        {({ subscriptions }) =>
          subscriptions.length === 0 ? (
            <p>{t('feeds.none')}</p>
          ) : (
            <ul className={css.feeds} aria-label={t('feeds.title')}>
              {subscriptions.map((feed) => (
                <FeedRow
                  key={feed.subscriptionId}
                  feed={feed}
                  timeZone={timetable.timeZone}
                  onEdit={() => setDialog({ kind: 'edit', feed })}
                  onRemove={() => setDialog({ kind: 'remove', feed })}
                />
              ))}
            </ul>
          )
        }
      </ReadState>
      {dialog.kind === 'add' && <AddFeed schoolId={schoolId} onClose={close} />}
      {dialog.kind === 'edit' && <EditFeed feed={dialog.feed} onClose={close} />}
      {dialog.kind === 'remove' && <RemoveFeed feed={dialog.feed} onClose={close} />}
    </Paper>
  );
}
