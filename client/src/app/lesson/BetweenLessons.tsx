import type { Lesson } from '@pluriclasse/shared/api/lessons';
import type { Me, PupilBrief, SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useEffect, type ReactNode } from 'react';
import { CatchUpListPage } from '../../features/catch-up/home/CatchUpListPage.tsx';
import { CatchUpPicture } from '../../features/catch-up/home/CatchUpPicture.tsx';
import { NextLine } from '../../features/catch-up/home/NextLine.tsx';
import { TakeAlong } from '../../features/catch-up/home/TakeAlong.tsx';
import { useCatchUpList, useOutbox } from '../../features/catch-up/home/useCatchUps.ts';
import type { OpenCatchUps } from '../../live/catchUp/openCatchUps.ts';
import { forgetOtherPages, leavePages, useSentPages } from './ownPages/keptPages.ts';
import { useOpenCatchUps } from './useOpenCatchUps.ts';
import { useTaken, type TakenCapsules } from './useTaken.ts';

export interface BetweenLessonsProps {
  pupil: PupilBrief;
  school: SchoolBrief;
  as: SpeakingAs;
  /** Who is at home, where capsules can be taken along; a class's tablet stays at school. */
  atHome?: Extract<Me, { kind: 'home' }>;
  /** The pupil's own page, below which capsules are. */
  base: string;
  next: { readonly lesson: Lesson | null };
  /** What is wrong, where there is a link. */
  notice: ReactNode;
  /** Given while a lesson is open that was put off. */
  onComeIn?: (() => void) | undefined;
  /** `leave` sends what waits, does what signs out, then forgets the pupil in this browser. */
  acts: (leave: (out: () => Promise<unknown>) => Promise<void>) => ReactNode;
  /** What is shown while there is nothing to catch up. */
  otherwise: (acts: ReactNode) => ReactNode;
}

/** Between lessons a pupil finds what there is to catch up; without any, the hour of the next lesson. */
export default function BetweenLessons({ pupil, as, atHome, ...rest }: BetweenLessonsProps) {
  const open = useOpenCatchUps(pupil.pupilId, as);
  useSentPages(pupil.pupilId, as);
  return atHome ? <WithTaken {...rest} me={atHome} open={open} /> : <Shown {...rest} pupil={pupil} open={open} />;
}

type ShownProps = Omit<BetweenLessonsProps, 'as' | 'atHome'> & {
  open: OpenCatchUps;
  taken?: TakenCapsules | undefined;
};
type WithTakenProps = Omit<ShownProps, 'pupil' | 'taken'> & { me: Extract<Me, { kind: 'home' }> };

function WithTaken({ me, open, ...rest }: WithTakenProps) {
  const taken = useTaken(me, open);
  return <Shown {...rest} pupil={me.pupil} open={open} taken={taken} />;
}

function Shown({ open, pupil, school, base, next, notice, onComeIn, acts, otherwise, taken }: ShownProps) {
  const { list } = useCatchUpList(open);
  const { waiting, cut } = useOutbox(open);
  const data = list.kind === 'ready' ? list.data : undefined;
  useEffect(() => {
    // Withdrawn, expired, no longer the class's: only the server knows.
    if (!data || data.cut) return;
    const ids = data.catchUps.map(({ capsuleId }) => capsuleId);
    taken?.keepOnly(ids);
    void forgetOtherPages(pupil.pupilId, ids);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [data]);
  const leave = async (out: () => Promise<unknown>) => {
    await open.catchUps.leave(out);
    await taken?.clear();
    await leavePages(pupil.pupilId);
  };
  const left = acts(leave);
  if (data === undefined || data.catchUps.length === 0) return otherwise(left);
  return (
    <CatchUpListPage
      pupil={pupil}
      school={school}
      catchUps={data.catchUps}
      cut={data.cut}
      waits={waiting > 0 && (cut || data.cut)}
      hrefOf={({ capsuleId }) => `${base}/capsules/${capsuleId}`}
      pictureOf={({ capsuleId }) => <CatchUpPicture open={open} capsuleId={capsuleId} />}
      moreOf={(catchUp) =>
        taken && (
          <TakeAlong
            catchUp={catchUp}
            taken={taken.stateOf(catchUp.capsuleId)}
            onTake={() => taken.take(catchUp)}
            onStop={() => taken.stop(catchUp.capsuleId)}
            onRemove={() => taken.remove(catchUp.capsuleId)}
          />
        )
      }
      notice={
        <>
          <NextLine lesson={next.lesson} timeZone={school.timeZone} onComeIn={onComeIn} />
          {!data.cut && notice}
        </>
      }
      acts={left}
    />
  );
}
