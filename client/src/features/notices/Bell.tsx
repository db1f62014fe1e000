import { listNotices } from '@pluriclasse/shared/api/notices';
import { Bell as BellIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Hidden } from '../../components/Hidden.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { NoticePanel } from './NoticePanel.tsx';
import css from './notices.module.css';

/** How often new notices are looked for. */
const EVERY = 60_000;

/** Says in the head of every office page that something new has come, and shows it. */
export function Bell() {
  const { t } = useTranslation('notices');
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const read = useRead(listNotices, { query: {} }, { every: EVERY });
  const unread = read.data?.unread ?? 0;
  const arrived = useArrived(read.data?.unread);

  const close = () => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  return (
    // Esc is the only key that it hears; what one acts on are its buttons and links.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={place} className={css.place} onKeyDown={(event) => open && event.key === 'Escape' && close()}>
      <span className={css.bell}>
        <IconButton
          icon={BellIcon}
          label={unread > 0 ? t('bellNew', { count: unread }) : t('bell')}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        />
        {unread > 0 && (
          <span className={css.count} aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </span>
      <span role="status">
        <Hidden>{arrived > 0 ? t('arrived', { count: arrived }) : ''}</Hidden>
      </span>
      {open && <NoticePanel id={id} read={read} onClose={close} onFollow={() => setOpen(false)} />}
    </div>
  );
}

/** How many have come since the last look; nothing at first: what was there before is no news. */
function useArrived(unread: number | undefined): number {
  const before = useRef<number>(undefined);
  const [arrived, setArrived] = useState(0);
  useEffect(() => {
    if (unread === undefined) return;
    if (before.current !== undefined && unread !== before.current) setArrived(Math.max(0, unread - before.current));
    before.current = unread;
  }, [unread]);
  return arrived;
}
