import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Seat } from '@pluriclasse/shared/signalling/state';
import { Mic, UserX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { ToggleButton } from '../../../components/ToggleButton.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';
import { nameOf } from '../nameOf.ts';
import css from './PeopleDialog.module.css';

/** Who is in from a school, and what one may do about each. */
export function PeopleDialog({ schoolId, onClose }: { schoolId: SchoolId; onClose: () => void }) {
  const { t } = useTranslation('asked');
  const { order } = useActs();
  const me = useMySeat();
  const { seats, floor } = useLesson();
  const site = useSite()(schoolId);
  const here = seats.filter((seat) => seat.schoolId === schoolId);
  return (
    <Dialog
      title={t('people.title', { school: site.name })}
      onClose={onClose}
      acts={
        <>
          {schoolId === me.schoolId && (
            <ToggleButton
              pressed={floor.watching.includes(schoolId)}
              words={{ off: t('people.watch'), on: t('people.takePart') }}
              onToggle={(watching) => order('floor:set-watching', { watching })}
            />
          )}
          <Button onClick={onClose}>{t('close')}</Button>
        </>
      }
    >
      {here.length > 0 ? <People seats={here} /> : <p>{t('people.notHere')}</p>}
    </Dialog>
  );
}

function People({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation('asked');
  const { order } = useActs();
  const me = useMySeat();
  const [leaving, setLeaving] = useState<Seat>();
  return (
    <ul className={css.seats}>
      {seats.map((seat) => {
        const name = nameOf(seat.occupant);
        const live = seat.streams.some(({ source, paused }) => source === 'microphone' && !paused);
        return (
          <li key={seat.seatId}>
            <span className={css.seat}>
              <b>{name}</b>{' '}
              <span className={css.note}>
                {seat.kind === 'kit' ? t('people.kit') : seat.kind === 'home' ? t('people.home') : ''}
              </span>
            </span>
            {live && (
              <IconButton
                icon={Mic}
                label={t('people.mute', { name })}
                onClick={() => order('seat:mute', { seatId: seat.seatId })}
              />
            )}
            {seat.seatId !== me.seatId && (
              <IconButton icon={UserX} label={t('people.sendOut', { name })} onClick={() => setLeaving(seat)} />
            )}
          </li>
        );
      })}
      {leaving && (
        <Dialog
          title={t('sendOut.title', { name: nameOf(leaving.occupant) })}
          onClose={() => setLeaving(undefined)}
          acts={
            <>
              <Button onClick={() => setLeaving(undefined)}>{t('sendOut.stay')}</Button>
              <Button
                kind="danger-full"
                onClick={() => {
                  order('seat:send-out', { seatId: leaving.seatId });
                  setLeaving(undefined);
                }}
              >
                {t('sendOut.act')}
              </Button>
            </>
          }
        >
          <p>{t('sendOut.words')}</p>
        </Dialog>
      )}
    </ul>
  );
}
