import { useEffect, useState } from 'react';
import { judgeLoudness, type LoudnessWord } from '../../../live/check/judge.ts';
import { MicrophoneMeter } from '../../../live/check/MicrophoneMeter.ts';
import type { OwnStream } from '../../../live/media/OwnMedia.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';

export interface MicrophoneCheck {
  stream: OwnStream;
  word: LoudnessWord;
  meter: MicrophoneMeter | undefined;
  again: () => void;
}

/** Listens to the microphone while one is in the lobby. */
export function useMicrophoneCheck(): MicrophoneCheck {
  const { own } = useLiveSeat();
  const stream = useReadable(own.stream('microphone'));
  const track = stream.kind === 'on' ? stream.track : undefined;
  const [meter, setMeter] = useState<MicrophoneMeter>();
  const [word, setWord] = useState<LoudnessWord>('asking');
  useEffect(() => {
    if (!track) return;
    const opened = new MicrophoneMeter(track);
    // The meter is a thing outside of React that lives as long as this track.
    // oxlint-disable-next-line react/set-state-in-effect
    setMeter(opened);
    const stop = opened.level.subscribe(() => setWord(judgeLoudness(opened.loudest, opened.listenedFor)));
    return () => {
      stop();
      opened.close();
      setMeter(undefined);
    };
  }, [track]);
  return { stream, word, meter, again: () => void own.openMicrophone() };
}
