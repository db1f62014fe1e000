import { Camera, Gauge, Mic, Route as RouteIcon, Volume2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import type { Translate } from '../../../lib/translate.ts';
import { ringBell } from '../../../live/check/bell.ts';
import { judgeSpeed, verdictOfRoute, verdictOfSpeed, type Verdict } from '../../../live/check/judge.ts';
import type { MediaTrouble, OwnStream } from '../../../live/media/OwnMedia.ts';
import type { CheckRowProps } from './CheckRow.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import type { MicrophoneCheck } from './useMicrophoneCheck.ts';
import type { WayCheck } from './useWayCheck.ts';

type T = Translate<'lobby'>;

const states: Record<MediaTrouble, 'state.blocked' | 'state.missing'> = {
  denied: 'state.blocked',
  busy: 'state.blocked',
  other: 'state.blocked',
  missing: 'state.missing',
};

export function cameraRow(t: T, stream: OwnStream, open: () => void): CheckRowProps {
  const row = { icon: Camera, title: t('camera.title') };
  switch (stream.kind) {
    case 'on':
      return { ...row, verdict: 'good', words: t('camera.good'), state: t('state.good') };
    case 'starting':
      return { ...row, verdict: 'asking', words: t('camera.asking'), state: t('state.asking') };
    case 'off':
      return {
        ...row,
        verdict: 'slow',
        words: t('camera.off'),
        state: t('state.off'),
        act: <Button onClick={open}>{t('camera.start')}</Button>,
      };
    case 'failed':
      return {
        ...row,
        verdict: 'trouble',
        words: t(`camera.${stream.why}`),
        state: t(states[stream.why]),
        act: <Button onClick={open}>{t('tryAgain')}</Button>,
      };
  }
}

export function microphoneRow(t: T, { stream, word, meter, again }: MicrophoneCheck): CheckRowProps {
  const row = { icon: Mic, title: t('microphone.title') };
  if (stream.kind === 'failed')
    return {
      ...row,
      verdict: 'trouble',
      words: t(`microphone.${stream.why}`),
      state: t(states[stream.why]),
      act: <Button onClick={again}>{t('tryAgain')}</Button>,
    };
  const verdicts: Record<typeof word, Verdict> = { asking: 'asking', good: 'good', low: 'slow', silent: 'trouble' };
  return {
    ...row,
    verdict: verdicts[word],
    words: t(`microphone.${word}`),
    state: t(`state.${word}`),
    act: <LevelMeter meter={meter} />,
  };
}

/** Only a person can tell whether the loudspeaker works. */
export function useSpeakerRow(t: T): CheckRowProps {
  const [heard, setHeard] = useState<'asking' | 'rang' | 'good' | 'silent'>('asking');
  const ring = () => {
    void ringBell();
    setHeard((known) => (known === 'good' ? 'good' : 'rang'));
  };
  const verdict: Verdict = heard === 'good' ? 'good' : heard === 'silent' ? 'trouble' : 'asking';
  const state = heard === 'good' ? t('state.good') : heard === 'silent' ? t('state.silent') : t('state.ring');
  const act = (
    <>
      {heard === 'rang' && (
        <>
          <Button onClick={() => setHeard('good')}>{t('speaker.heard')}</Button>
          <Button onClick={() => setHeard('silent')}>{t('speaker.notHeard')}</Button>
        </>
      )}
      <Button onClick={ring}>{heard === 'asking' ? t('speaker.ring') : t('speaker.again')}</Button>
    </>
  );
  return { icon: Volume2, title: t('speaker.title'), words: t(`speaker.${heard}`), state, verdict, act };
}

export function routeRow(t: T, { route, again }: WayCheck): CheckRowProps {
  const row = { icon: RouteIcon, title: t('route.title'), words: t(`route.${route}`) };
  if (route === 'asking') return { ...row, verdict: 'asking', state: t('state.asking') };
  const state = { udp: 'state.good', tcp: 'state.slower', none: 'state.closed', unknown: 'state.unknown' } as const;
  const act = route === 'none' || route === 'unknown' ? <Button onClick={again}>{t('tryAgain')}</Button> : undefined;
  return { ...row, verdict: verdictOfRoute(route), state: t(state[route]), act };
}

export function speedRow(t: T, { speed, again }: WayCheck): CheckRowProps {
  const row = { icon: Gauge, title: t('speed.title') };
  if (speed === 'asking') return { ...row, verdict: 'asking', words: t('speed.asking'), state: t('state.asking') };
  const act = <Button onClick={again}>{t('speed.again')}</Button>;
  if (speed === 'unknown')
    return { ...row, verdict: 'slow', words: t('speed.unknown'), state: t('state.unknown'), act };
  const word = judgeSpeed(speed);
  const verdict = verdictOfSpeed(word);
  const values = { down: rounded(speed.down), up: rounded(speed.up) };
  const words = t(word === 'too-slow' ? 'speed.tooSlow' : `speed.${word}`, values);
  return {
    ...row,
    verdict,
    words,
    state: t(verdict === 'good' ? 'state.good' : 'state.narrow'),
    ...(verdict !== 'good' && { act }),
  };
}

/** Megabits: whole ones from ten on, tenths below. */
function rounded(megabits: number): number {
  return megabits >= 10 ? Math.round(megabits) : Math.round(megabits * 10) / 10;
}
