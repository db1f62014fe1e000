import { CircleAlert, Lock, MicOff, VolumeX, WifiOff } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import css from './PupilBanners.module.css';

/** What a pupil should know, over the board's foot: it takes no room away. */
export function PupilBanners() {
  const { t } = useTranslation('lesson');
  const { t: common } = useTranslation('common');
  const { session, own, sound, kind } = useLiveSeat();
  const { trouble, close } = useActs();
  const { board } = useLesson();
  const state = useReadable(session.state);
  const blocked = useReadable(sound.blocked);
  const microphone = useReadable(own.stream('microphone'));
  return (
    <div className={css.banners}>
      {trouble !== undefined && (
        <Banner state="trouble" icon={CircleAlert} act={<Button onClick={close}>{t('banner.dismiss')}</Button>}>
          {errorText(common, trouble)}
        </Banner>
      )}
      {state.kind === 'coming-back' && (
        <Banner state="trouble" icon={WifiOff}>
          {t('banner.comingBack', { n: state.attempt })} {t('banner.comingBackWords')}
        </Banner>
      )}
      {board.locked && <Banner icon={Lock}>{t('boardLock.locked')}</Banner>}
      {kind === 'home' && blocked && (
        <Banner icon={VolumeX} act={<Button onClick={() => void sound.unblock()}>{t('banner.soundOn')}</Button>}>
          {t('banner.soundBlocked')}
        </Banner>
      )}
      {kind === 'home' && microphone.kind === 'failed' && (
        <Banner icon={MicOff} act={<Button onClick={() => void own.openMicrophone()}>{t('banner.tryAgain')}</Button>}>
          {t('banner.microphoneTrouble')}
        </Banner>
      )}
    </div>
  );
}
