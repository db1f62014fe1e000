import type { Check, Given } from '@pluriclasse/shared/capsule/checks';
import { grade, type Grade } from '@pluriclasse/shared/capsule/grade';
import { CircleCheck, CircleDashed, Flag, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './answers.module.css';
import { ChoiceAnswer } from './ChoiceAnswer.tsx';
import { GapAnswer } from './GapAnswer.tsx';
import { firstGiven, isWhole } from './given.ts';
import { OrderAnswer } from './OrderAnswer.tsx';
import { SayAnswer } from './SayAnswer.tsx';
import { Sheet } from './Sheet.tsx';

export interface CheckSheetProps {
  check: Check;
  /** From 1. */
  number: number;
  of: number;
  /** A pupil's id, or anything that stays the same: by it items are mixed. */
  mixedBy: string;
  onAnswer: (given: Given | 'said') => void;
  /** Closes it and plays what came before the check. */
  onHear: () => void;
  /** Plays from one moment to the next, in milliseconds, while the sheet stays. */
  onPlayPart: (from: number, to: number) => void;
  /** Closes it and plays on. */
  onGoOn: () => void;
}

/** One check. What is right is said at once, with a link and without. */
export function CheckSheet(props: CheckSheetProps) {
  const { check, number, of, onAnswer, onPlayPart, onGoOn } = props;
  const { t } = useTranslation('catch-up');
  const frame = { icon: Flag, kick: t('check.number', { number, all: of }), title: check.ask };
  if (check.kind !== 'say') return <Graded {...props} check={check} frame={frame} />;
  const done = () => {
    onAnswer('said');
    onGoOn();
  };
  return (
    <Sheet
      {...frame}
      acts={
        <Button kind="primary" size="big" onClick={done}>
          {t('say.done')}
        </Button>
      }
    >
      <SayAnswer onTeacher={() => onPlayPart(check.from, check.at)} />
    </Sheet>
  );
}

interface GradedProps extends CheckSheetProps {
  check: Exclude<Check, { kind: 'say' }>;
  frame: { icon: typeof Flag; kick: string; title: string };
}

function Graded({ check, frame, mixedBy, onAnswer, onHear, onGoOn }: GradedProps) {
  const { t } = useTranslation('catch-up');
  const [given, setGiven] = useState(() => firstGiven(check, mixedBy));
  const [graded, setGraded] = useState<Grade>();
  const answer = () => {
    onAnswer(given);
    setGraded(grade(check, given));
  };
  const change = (next: Given) => {
    setGiven(next);
    setGraded(undefined);
  };
  const fits = graded?.parts;
  return (
    <Sheet
      {...frame}
      acts={
        <>
          {!graded?.right && (
            <Button size="big" icon={RotateCcw} onClick={onHear}>
              {t('check.hear')}
            </Button>
          )}
          {graded === undefined ? (
            <Button kind="primary" size="big" disabled={!isWhole(check, given)} onClick={answer}>
              {t('check.answer')}
            </Button>
          ) : (
            <Button kind="primary" size="big" onClick={onGoOn}>
              {t('check.goOn')}
            </Button>
          )}
        </>
      }
    >
      {check.kind === 'choice' && given.kind === 'choice' && (
        <ChoiceAnswer check={check} given={given} onChange={change} />
      )}
      {check.kind === 'gap' && given.kind === 'gap' && (
        <GapAnswer check={check} given={given} fits={fits} onChange={change} />
      )}
      {check.kind === 'order' && given.kind === 'order' && (
        <OrderAnswer check={check} given={given} fits={fits} onChange={change} />
      )}
      <div role="status">{graded && <Verdict right={graded.right} why={graded.right ? check.why : undefined} />}</div>
    </Sheet>
  );
}

function Verdict({ right, why }: { right: boolean; why: string | undefined }) {
  const { t } = useTranslation('catch-up');
  const ref = useRef<HTMLDivElement>(null);
  // On a phone it comes below the last answer, out of sight.
  // Newer browsers answer with a promise, which is no way to end an effect.
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref}>
      <p className={css.verdict} data-right={right}>
        <Icon of={right ? CircleCheck : CircleDashed} />
        <span>{t(right ? 'check.right' : 'check.notYet')}</span>
      </p>
      {why !== undefined && <p className={css.note}>{why}</p>}
    </div>
  );
}
