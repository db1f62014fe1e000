import { listNotices, readNotices, type Notice } from '@pluriclasse/shared/api/notices';
import { BellDot, CheckCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { cx } from '../../components/cx.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './notices.module.css';
import { useSayNotice } from './useSayNotice.ts';

interface NoticePanelProps {
  id: string;
  read: ReturnType<typeof useRead<typeof listNotices>>;
  onClose: () => void;
  onFollow: () => void;
}

export function NoticePanel({ id, read, onClose, onFollow }: NoticePanelProps) {
  const { t } = useTranslation('notices');
  const { t: common } = useTranslation('common');
  const heading = useRef<HTMLHeadingElement>(null);
  const mark = useChange(readNotices, [listNotices]);
  // Whoever opens it by keyboard goes on in it.
  useEffect(() => heading.current?.focus(), []);
  const follow = ({ noticeId, readAt }: Notice) => {
    if (readAt === null) mark.mutate({ body: { noticeIds: [noticeId] } });
    onFollow();
  };
  const { data } = read;
  return (
    <section id={id} className={css.panel} aria-label={t('title')}>
      <div className={css.top}>
        <h2 ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
        <IconButton icon={X} label={t('close')} onClick={onClose} />
        {data !== undefined && data.unread > 0 && (
          <Button
            size="dense"
            icon={CheckCheck}
            busy={mark.isPending}
            onClick={() => mark.mutate({ body: { noticeIds: 'all' } })}
          >
            {t('readAll')}
          </Button>
        )}
      </div>
      {data === undefined && read.error === null && <Skeleton rows={2} label={common('loading')} />}
      {data === undefined && read.error !== null && <p className={css.empty}>{t('failed')}</p>}
      {data?.notices.length === 0 && <p className={css.empty}>{t('none')}</p>}
      {data !== undefined && data.notices.length > 0 && (
        <div className={css.list}>
          <NoticeList notices={data.notices} onFollow={follow} />
          {data.more && <Older last={data.notices.at(-1)} onFollow={follow} />}
        </div>
      )}
    </section>
  );
}

function NoticeList({ notices, onFollow }: { notices: readonly Notice[]; onFollow: (notice: Notice) => void }) {
  const { t } = useTranslation('notices');
  const when = useWhen();
  const say = useSayNotice();
  const { school } = useStaff();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={notice.noticeId}>
          <Link
            href={notice.path}
            className={cx(css.notice, notice.readAt === null && css.unread)}
            onClick={() => onFollow(notice)}
          >
            <span>{say(notice)}</span>
            {notice.readAt === null && (
              <Chip icon={BellDot} state="now" {...(css.chip && { className: css.chip })}>
                {t('unread')}
              </Chip>
            )}
            <span className={css.when}>{when.dayTime(notice.createdAt, school?.timeZone)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What came before: read when it is asked for. */
function Older({ last, onFollow }: { last: Notice | undefined; onFollow: (notice: Notice) => void }) {
  const { t } = useTranslation('notices');
  const [wanted, setWanted] = useState(false);
  const query = last === undefined ? {} : { before: last.noticeId };
  const read = useRead(listNotices, { query }, { enabled: wanted });
  if (read.data === undefined) {
    return (
      <div className={css.older}>
        <Button size="dense" busy={read.isFetching} onClick={() => setWanted(true)}>
          {t('older')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <NoticeList notices={read.data.notices} onFollow={onFollow} />
      {read.data.more && <Older last={read.data.notices.at(-1)} onFollow={onFollow} />}
    </>
  );
}
