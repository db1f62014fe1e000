import { ChevronsDown, Hand } from 'lucide-react';
import { Avatar } from '../../../components/Avatar.tsx';
import { Button } from '../../../components/Button.tsx';
import { clockText } from '../../../components/clockText.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { Signpost } from '../../../components/Signpost.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { ToggleButton } from '../../../components/ToggleButton.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useSchoolSpeaking } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useSelected } from '../hooks/useReadable.ts';
import { useServerNow } from '../hooks/useServerNow.ts';
import { useFloor, type ShownHand } from '../parts/useFloor.ts';
import css from './DeskFloor.module.css';

/** Who speaks, who is next, who waits; turns are given, passed and ended here. */
export function DeskFloor() {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { floor } = useLesson();
  const { turn, queue } = useFloor();
  const [next, ...waiting] = queue;
  const live = useSchoolSpeaking(turn?.hand.schoolId);
  const classHand = queue.find(({ hand, ours }) => ours && hand.pupil === null);
  return (
    <section className={css.floor} aria-labelledby="floor-title">
      <div className={css.head}>
        <h2 id="floor-title">{t('floor.title')}</h2>
        <ToggleButton
          size="dense"
          pressed={floor.open}
          words={{ on: t('floor.open'), off: t('floor.closed') }}
          icons={{ on: Hand, off: Hand }}
          onToggle={(open) => order('floor:set-open', { open })}
        />
      </div>
      {turn ? (
        <Signpost
          kind="speaking"
          sign={turn.site.sign}
          avatar={turn.avatar}
          word={t('floor.speaking')}
          name={named(turn)}
          live={live}
          end={<TurnEnd shown={turn} />}
          className={css.arm}
        />
      ) : (
        <p className={css.nobody}>{t('floor.nobody')}</p>
      )}
      {next ? (
        <Signpost
          kind="next"
          sign={next.site.sign}
          avatar={next.avatar}
          word={t('floor.next')}
          name={named(next)}
          end={<SiteMark sign={next.site.sign} className={css.mark} />}
          className={css.arm}
        />
      ) : (
        <p className={css.nobody}>{t('floor.nobodyNext')}</p>
      )}
      <div className={css.acts}>
        {turn && <Button onClick={() => order('floor:end-turn', {})}>{t('floor.endTurn')}</Button>}
        {next && (
          <Button
            kind="primary"
            className={css.grow}
            onClick={() => (turn ? order('floor:pass', {}) : order('floor:give', { handId: next.hand.handId }))}
          >
            {t('floor.giveTo', { name: next.name })}
          </Button>
        )}
      </div>
      <Reason next={next} />
      {waiting.length > 0 && (
        <ul className={css.queue}>
          {waiting.map((shown) => (
            <Waiting key={shown.hand.handId} shown={shown} />
          ))}
        </ul>
      )}
      <div className={css.acts}>
        <ToggleButton
          size="dense"
          className={css.low ?? ''}
          title={t('floor.raiseClass')}
          pressed={classHand !== undefined}
          words={{ off: t('hand.raise'), on: t('hand.lower') }}
          icons={{ off: Hand, on: Hand }}
          onToggle={() =>
            classHand ? order('floor:lower', { handId: classHand.hand.handId }) : order('floor:raise', {})
          }
        />
        {queue.length > 0 && (
          <Button size="dense" className={css.low} onClick={() => order('floor:lower-all', {})}>
            {t('floor.lowerAll')}
          </Button>
        )}
      </div>
    </section>
  );

  /** The pupil's name comes first, so that only a long school is cut. */
  function named({ hand, name, site }: ShownHand) {
    return hand.pupil === null ? (
      name
    ) : (
      <span className={css.named}>{t('floor.who', { name, school: site.name })}</span>
    );
  }
}

/** What was heard in this turn so far, and the school's mark at the tip. */
function TurnEnd({ shown }: { shown: ShownHand }) {
  const { session } = useLiveSeat();
  const spoken = useSelected(session.store.talk, ({ turn }) => turn ?? 0);
  return (
    <span className={css.turnEnd}>
      <span className={css.spoken}>{clockText(Math.max(0, spoken))}</span>
      <SiteMark sign={shown.site.sign} reversed className={css.mark} />
    </span>
  );
}

function Reason({ next }: { next: ShownHand | undefined }) {
  const { t } = useTranslation('lesson');
  const { floor } = useLesson();
  if (!next || floor.reason === 'empty') return null;
  const words = {
    'spoken-least': t('floor.reason.spokenLeast', { school: next.site.name }),
    'waited-longest': t('floor.reason.waitedLongest', { name: next.name }),
    only: t('floor.reason.only'),
  };
  return <p className={css.note}>{words[floor.reason]}</p>;
}

function Waiting({ shown }: { shown: ShownHand }) {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { session } = useLiveSeat();
  const now = useServerNow(session.clock);
  const { hand, site, avatar, name } = shown;
  return (
    <li className={css.waiting}>
      {avatar === undefined ? (
        <SiteMark sign={site.sign} named />
      ) : (
        <Avatar avatar={avatar} sign={site.sign} className={css.avatar} />
      )}
      <span className={css.who}>
        <b>{name}</b>{' '}
        <span className={css.note}>{t('floor.waits', { time: clockText(Math.max(0, now - hand.raisedAt)) })}</span>
      </span>
      <IconButton
        icon={ChevronsDown}
        kind="bare"
        label={t('floor.lowerOne', { name })}
        onClick={() => order('floor:lower', { handId: hand.handId })}
      />
      <Button
        size="dense"
        aria-label={t('floor.giveTo', { name })}
        onClick={() => order('floor:give', { handId: hand.handId })}
      >
        {t('floor.give')}
      </Button>
    </li>
  );
}
