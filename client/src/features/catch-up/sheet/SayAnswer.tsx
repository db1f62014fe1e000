import { Mic, Play, Square, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../../../components/Button.tsx';
import { OwnVoice } from '../../../live/catchUp/OwnVoice.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './answers.module.css';

/** Hears the teacher, records oneself where that is possible, and compares. Nothing of it leaves the page. */
export function SayAnswer({ onTeacher }: { onTeacher: () => void }) {
  const [voice] = useState(() => new OwnVoice());
  useEffect(() => () => voice.leave(), [voice]);
  const { t } = useTranslation('catch-up');
  const sound = useRef<HTMLAudioElement>(null);
  const state = useSyncExternalStore(voice.state.subscribe, voice.state.get);
  return (
    <>
      <p className={css.note}>{t(state.kind === 'none' ? 'say.aloud' : 'say.words')}</p>
      <div className={css.row}>
        <Button size="big" icon={Volume2} onClick={onTeacher}>
          {t('say.teacher')}
        </Button>
        {state.kind === 'recording' && (
          <Button size="big" kind="stop" icon={Square} onClick={() => voice.stop()}>
            {t('say.stop')}
          </Button>
        )}
        {state.kind !== 'recording' && state.kind !== 'none' && (
          <Button size="big" icon={Mic} busy={state.kind === 'asking'} onClick={() => void voice.record()}>
            {t('say.record')}
          </Button>
        )}
        {state.kind === 'said' && (
          <>
            {/* One's own words need no captions. */}
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
            <audio ref={sound} src={state.address} />
            <Button size="big" icon={Play} onClick={() => void sound.current?.play()}>
              {t('say.mine')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
