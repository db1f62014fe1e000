import {
  listSubscriptions,
  pollSubscription,
  updateSubscription,
  type Subscription,
} from '@pluriclasse/shared/api/subscriptions';
import { readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { CircleCheck, CirclePause, Clock3, Plus, RefreshCw, Rss, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Menu } from '../../../components/Menu.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useChange, useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import page from '../timetable.module.css';
import { AddFeed, RemoveFeed } from './FeedDialogs.tsx';
import css from './imports.module.css';

const looks: Record<Subscription['state'], { icon: LucideIcon; state: 'plain' | 'good' | 'trouble' | 'slow' }> = {
  waiting: { icon: Clock3, state: 'plain' },
  ok: { icon: CircleCheck, state: 'good' },
  failing: { icon: TriangleAlert, state: 'trouble' },
  paused: { icon: CirclePause, state: 'slow' },
};

/** Calendars of others that the school follows for its closures. */
export function Feeds({ timetable, schoolId }: { timetable: Timetable; schoolId: SchoolId }) {
  const { t } = useTranslation('imports');
  const [dialog, setDialog] = useState<{ kind: 'none' | 'add' } | { kind: 'remove'; feed: Subscription }>({
    kind: 'none',
  });
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
                  onRemove={() => setDialog({ kind: 'remove', feed })}
                />
              ))}
            </ul>
          )
        }
      </ReadState>
      {dialog.kind === 'add' && <AddFeed schoolId={schoolId} onClose={close} />}
      {dialog.kind === 'remove' && <RemoveFeed feed={dialog.feed} onClose={close} />}
    </Paper>
  );
}

interface FeedRowProps {
  feed: Subscription;
  timeZone: string;
  onRemove: () => void;
}

function FeedRow({ feed, timeZone, onRemove }: FeedRowProps) {
  const { t } = useTranslation('imports');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const stale = [listSubscriptions, readTimetable];
  const poll = useChange(pollSubscription, stale);
  const update = useChange(updateSubscription, stale);
  const { schoolId, subscriptionId, name, address, state, lastPolledAt, lastError, closures } = feed;
  const params = { schoolId, subscriptionId };
  const { icon, state: look } = looks[state];
  const failure = poll.error ?? update.error;
  const paused = state === 'paused';
  return (
    <li className={css.feed}>
      <div className={css.feedHead}>
        <b>{name}</b>
        <Chip state={look} icon={icon}>
          {t(`feeds.states.${state}`)}
        </Chip>
      </div>
      <span className={css.facts}>
        <Rss aria-hidden className={css.tiny} /> {address}
      </span>
      <span className={css.facts}>
        {t('feeds.closures', { count: closures })}
        {lastPolledAt !== null && ` · ${t('feeds.polled', { when: when.dayTime(lastPolledAt, timeZone) })}`}
      </span>
      {lastError && (
        <p className={css.feedError}>
          {t(`feeds.errors.${lastError.code}`, { status: lastError.status === null ? '' : String(lastError.status) })}
        </p>
      )}
      {failure && <ErrorLine>{errorText(common, failure)}</ErrorLine>}
      <div className={page.acts}>
        <Button size="dense" icon={RefreshCw} busy={poll.isPending} onClick={() => poll.mutate({ params })}>
          {poll.isPending ? t('feeds.polling') : t('feeds.poll')}
        </Button>
        <Menu
          label={common('moreActs', { name })}
          acts={[
            {
              key: 'pause',
              word: t(paused ? 'feeds.goOn' : 'feeds.pause'),
              onAct: () => update.mutate({ params, body: { paused: !paused } }),
            },
            { key: 'remove', word: t('feeds.remove'), onAct: onRemove },
          ]}
        />
      </div>
    </li>
  );
}
