import type { CatchUp } from '@pluriclasse/shared/api/catchUps';
import type { CapsuleId, OwnPageId, PupilId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { DoorOpen, TriangleAlert } from 'lucide-react';
import { useLocation } from 'wouter';
import type { CapsuleSource } from '../../capsule/CapsuleSource.ts';
import { Banner } from '../../components/Banner.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { CapsulePlayer } from '../../features/capsule/CapsulePlayer.tsx';
import { useCatchUp, useOutbox, type Loaded, type OpenedCatchUp } from '../../features/catch-up/home/useCatchUps.ts';
import { useCheckStops } from '../../features/catch-up/home/useCheckStops.tsx';
import type { Deed } from '../../live/catchUp/ProgressOutbox.ts';
import { passes } from '../../lib/passes.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { putOff } from './putOff.ts';
import { AroundPlayer } from './ownPages/AroundPlayer.tsx';
import { useCapsuleSource } from './useCapsuleSource.ts';
import { useNextLesson } from './useNextLesson.ts';
import { useOpenCatchUps } from './useOpenCatchUps.ts';

export interface PupilCapsuleProps {
  capsuleId: CapsuleId;
  pupilId: PupilId;
  as: SpeakingAs;
  /** The list. */
  back: string;
}

/** A capsule with its checks. Those that can't be had don't keep anybody from watching. */
export default function PupilCapsule({ capsuleId, pupilId, as, back }: PupilCapsuleProps) {
  const { t } = useTranslation('catch-up');
  const open = useOpenCatchUps(pupilId, as);
  const { state, note, kept } = useCatchUp(open, capsuleId);
  const { waiting } = useOutbox(open);
  const { next } = useNextLesson(true);
  const source = useCapsuleSource({ capsuleId, pupilId, as, revision: revisionOf(state) });
  if (state.kind === 'loading' || source === undefined) return null;
  return (
    <main>
      {next.ready && (
        <Banner
          state="good"
          icon={DoorOpen}
          act={
            <ButtonLink href={back} onClick={() => putOff.clear()}>
              {t('open.act')}
            </ButtonLink>
          }
        >
          {t('open.words')}
        </Banner>
      )}
      {!kept && waiting === 0 && (
        <Banner state="slow" icon={TriangleAlert}>
          {t('notKept')}
        </Banner>
      )}
      {state.kind === 'failed' ? (
        <CapsulePlayer source={source} surface="home" back={back} />
      ) : (
        <WithChecks {...{ source, pupilId, as, note, back }} catchUp={state.data} />
      )}
    </main>
  );
}

interface WithChecksProps {
  source: CapsuleSource;
  catchUp: CatchUp;
  pupilId: PupilId;
  as: SpeakingAs;
  note: (deed: Deed) => void;
  back: string;
}

function WithChecks({ source, catchUp, pupilId, as, note, back }: WithChecksProps) {
  const [, go] = useLocation();
  const checks = useCheckStops({ catchUp, pupilId, note, onFinished: () => go(back) });
  const { brief, task, progress } = catchUp;
  const { capsuleId, expiresAt } = brief;
  const handIn = task && {
    page: progress.task?.page,
    onHandIn: (page: OwnPageId) => note({ kind: 'task', text: progress.task?.text ?? null, page }),
  };
  return (
    <AroundPlayer {...{ capsuleId, expiresAt, as }} owner={pupilId} handIn={handIn ?? undefined}>
      {(ownPages) => <CapsulePlayer source={source} surface="home" back={back} ownPages={ownPages} {...checks} />}
    </AroundPlayer>
  );
}

/** Once it is known what the server has, or that nobody can ask it. */
function revisionOf(state: Loaded<OpenedCatchUp>): number | 'cut' | 'gone' | undefined {
  if (state.kind === 'loading') return undefined;
  if (state.kind === 'failed') return passes(state.error) ? 'cut' : 'gone';
  return state.data.cut ? 'cut' : state.data.revision;
}
