import { listImports } from '@pluriclasse/shared/api/imports';
import {
  listSubscriptions,
  openFeedLessons,
  pollSubscription,
  updateSubscription,
  type Subscription,
} from '@pluriclasse/shared/api/subscriptions';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import {
  ArrowRight,
  CircleCheck,
  CirclePause,
  Clock3,
  RefreshCw,
  Rss,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Menu } from '../../../components/Menu.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useChange } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import page from '../timetable.module.css';
import { useTimePath } from '../TimetablePage.tsx';
import css from './imports.module.css';
import { useFeedFacts } from './useFeedFacts.ts';

const looks: Record<Subscription['state'], { icon: LucideIcon; state: 'plain' | 'good' | 'trouble' | 'slow' }> = {
  waiting: { icon: Clock3, state: 'plain' },
  ok: { icon: CircleCheck, state: 'good' },
  failing: { icon: TriangleAlert, state: 'trouble' },
  paused: { icon: CirclePause, state: 'slow' },
};

interface FeedRowProps {
  feed: Subscription;
  timeZone: string;
  onEdit: () => void;
  onRemove: () => void;
}

/** One calendar that is followed: how it is, what it brought, and whether its lessons wait for somebody. */
export function FeedRow({ feed, timeZone, onEdit, onRemove }: FeedRowProps) {
  const { t } = useTranslation('imports');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const facts = useFeedFacts();
  const [, go] = useLocation();
  const stale = [listSubscriptions, readTimetable, listImports];
  const poll = useChange(pollSubscription, stale);
  const update = useChange(updateSubscription, stale);
  const open = useChange(openFeedLessons, stale);
  const { schoolId, subscriptionId, name, address, state, lastPolledAt, lastError, waiting, brings, byItself } = feed;
  const path = useTimePath(schoolId)('import');
  const params = { schoolId, subscriptionId };
  const { icon, state: look } = looks[state];
  const failure = poll.error ?? update.error ?? open.error;
  const paused = state === 'paused';
  const bringsLessons = brings.includes('entries');
  const lookAtLessons = () =>
    open.mutate(
      { params },
      {
        onSuccess: (found) => {
          if (found.waiting) go(`${path}/${found.waiting.importId}`);
          else if (found.lastError === null) showToast(t('feeds.noLessons'));
        },
      },
    );
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
        {[
          ...facts(feed),
          ...(byItself && bringsLessons ? [t('feeds.alone')] : []),
          ...(lastPolledAt === null ? [] : [t('feeds.polled', { when: when.dayTime(lastPolledAt, timeZone) })]),
        ].join(' · ')}
      </span>
      {waiting && (
        <Link href={`${path}/${waiting.importId}`} className={css.waiting}>
          {waiting.changes > 0 ? t('feeds.waiting', { count: waiting.changes }) : t('feeds.waitingNames')}
          <Icon of={ArrowRight} />
        </Link>
      )}
      {lastError && (
        <p className={css.feedError}>
          {t(`feeds.errors.${lastError.code}`, { status: lastError.status === null ? '' : String(lastError.status) })}
        </p>
      )}
      {failure && <ErrorLine>{errorText(common, failure)}</ErrorLine>}
      <div className={page.acts}>
        <Button
          size="dense"
          icon={RefreshCw}
          busy={poll.isPending || open.isPending}
          onClick={() => poll.mutate({ params })}
        >
          {poll.isPending || open.isPending ? t('feeds.polling') : t('feeds.poll')}
        </Button>
        <Menu
          label={common('moreActs', { name })}
          acts={[
            ...(bringsLessons ? [{ key: 'lessons', word: t('feeds.lessons'), onAct: lookAtLessons }] : []),
            { key: 'edit', word: t('feeds.edit'), onAct: onEdit },
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
