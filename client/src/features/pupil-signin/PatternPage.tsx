import { choosePupil, type Me } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { ArrowLeft, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PatternSlots, PicturePad } from '../../components/PicturePad.tsx';
import { Scenery } from '../../components/Scenery.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { nextStep, patternSize, type PatternStep } from './patternSteps.ts';
import css from './pupil-signin.module.css';
import type { ListedPupil } from './PupilSignIn.tsx';

export interface PatternPageProps {
  pupil: ListedPupil;
  pictures: readonly string[];
  onBack: () => void;
  onSignedIn: (me: Me) => void;
}

/** Four pictures in order; at the first visit they are chosen and tapped once more. */
export function PatternPage({ pupil, pictures, onBack, onSignedIn }: PatternPageProps) {
  const { t } = useTranslation('pupil-signin');
  const { t: common } = useTranslation('common');
  const first: PatternStep = pupil.hasPattern ? { kind: 'tap' } : { kind: 'choose' };
  const [step, setStep] = useState<PatternStep>(first);
  const [tapped, setTapped] = useState<readonly string[]>([]);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const startAgain = () => {
    setStep(first);
    setTapped([]);
    setFailure(undefined);
  };
  const send = async (pattern: readonly string[]) => {
    setSending(true);
    try {
      onSignedIn(await callApi(choosePupil, { body: { pupilId: pupil.pupilId, pattern: [...pattern] } }));
    } catch (error) {
      startAgain();
      setFailure(error);
      setSending(false);
    }
  };
  const pick = (picture: string) => {
    if (sending) return;
    setFailure(undefined);
    const pattern = [...tapped, picture];
    setTapped(pattern);
    if (pattern.length < patternSize) return;
    const next = nextStep(step, pattern);
    if (next.kind === 'done') return void send(pattern);
    setStep(next);
    setTapped([]);
  };
  const wrong = failure instanceof AppError && ['unauthenticated', 'forbidden'].includes(failure.code);
  const rests = failure instanceof AppError && failure.reason === 'class_put_away';
  const taken = failure instanceof AppError && failure.code === 'conflict' && !rests;

  return (
    <main className={css.plain} data-surface="tablet">
      <Scenery scene="contours" />
      <div className={css.pattern}>
        <header className={css.head}>
          <Avatar avatar={pupil.avatar} className={css.avatar} />
          <div>
            <h1>{t('hello', { alias: pupil.alias })}</h1>
            <p role="status">{t(`step.${step.kind}`)}</p>
          </div>
        </header>
        <div className={css.slots}>
          <PatternSlots filled={tapped.length} size={patternSize} label={t('slots', { count: tapped.length })} />
          {failure !== undefined && (
            <ErrorLine>{wrong ? t('wrong') : taken ? t('takenNow') : errorText(common, failure)}</ErrorLine>
          )}
        </div>
        <div className={css.pad}>
          <PicturePad
            label={t('pad')}
            disabled={sending}
            pictures={pictures.map((picture) => {
              const key = `pictures.${picture}`;
              return { picture, word: common.has(key) ? common(key) : picture };
            })}
            onPick={pick}
          />
        </div>
        <div className={css.foot}>
          <Button size="big" icon={ArrowLeft} onClick={onBack}>
            {t('notMe', { alias: pupil.alias })}
          </Button>
          <Button size="big" icon={RotateCcw} onClick={startAgain}>
            {t('again')}
          </Button>
        </div>
      </div>
    </main>
  );
}
