import { ReceiveLevel } from '@pluriclasse/shared/signalling/state';
import { ChevronDown, Gauge, Wifi, WifiOff } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useMySeat } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { Popover } from '../parts/Popover.tsx';
import css from './LinkMenu.module.css';

/** How the link is, and what one may do about it. */
export function LinkMenu() {
  const { t } = useTranslation('lesson');
  const { session, inRoom } = useLiveSeat();
  const { link } = useMySeat();
  const state = useReadable(session.state);
  const level = useReadable(session.store.level);
  const here = useReadable(inRoom);
  const { order } = useActs();
  const id = useId();
  const lost = state.kind === 'coming-back';
  const words = lost
    ? t('head.linkLost')
    : link === 'good'
      ? t('head.linkGood')
      : link === 'slow'
        ? t('head.linkSlow')
        : t('head.linkBad');
  const look = lost || link === 'bad' ? css.bad : link === 'slow' ? css.slow : css.good;
  return (
    <Popover
      label={t('head.receive')}
      trigger={(props) => (
        <Button
          {...props}
          kind="bare"
          icon={lost ? WifiOff : link === 'good' ? Wifi : Gauge}
          className={cx(css.link, look)}
        >
          {words}
          <ChevronDown aria-hidden className={css.down} />
        </Button>
      )}
    >
      <p className={css.note}>{t('head.receiveNote')}</p>
      <RadioCards
        legend={t('head.receive')}
        value={level.chosen}
        cards={ReceiveLevel.options.map((value) => ({
          value,
          label: t(`head.level.${value}`),
          note: t(`head.levelNote.${value}`),
        }))}
        onChange={(chosen) => {
          session.store.chooseLevel(chosen);
          order('media:set-receive-level', { level: chosen });
        }}
      />
      <div className={css.room}>
        <input id={id} type="checkbox" checked={here} onChange={(event) => inRoom.set(event.target.checked)} />
        <label htmlFor={id}>
          <b>{t('head.inRoom')}</b>
          <span className={css.note}>{t('head.inRoomNote')}</span>
        </label>
      </div>
    </Popover>
  );
}
