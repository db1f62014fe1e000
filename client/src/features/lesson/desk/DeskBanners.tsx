import { CameraOff, CircleAlert, Gauge, MicOff, RefreshCw, VolumeX } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import css from './DeskBanners.module.css';
import { RecordingTrouble } from './RecordingTrouble.tsx';

/** What does not work as it should, what still does, and the act that mends it. It lies over the foot of the stage. */
export function DeskBanners({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('lesson');
  const { t: common } = useTranslation('common');
  const { session, own, sound } = useLiveSeat();
  const { trouble, close } = useActs();
  const state = useReadable(session.state);
  const blocked = useReadable(sound.blocked);
  const microphone = useReadable(own.stream('microphone'));
  const camera = useReadable(own.stream('camera'));
  const document = useReadable(own.stream('document'));
  return (
    <div className={cx(css.banners, className)}>
      {trouble !== undefined && (
        <Banner state="trouble" icon={CircleAlert} act={<Button onClick={close}>{t('banner.dismiss')}</Button>}>
          {errorText(common, trouble)}
        </Banner>
      )}
      {state.kind === 'coming-back' && (
        <Banner
          state="trouble"
          icon={RefreshCw}
          act={<Button onClick={session.link.retry}>{t('banner.tryNow')}</Button>}
        >
          {t('banner.comingBack', { n: state.attempt })} {t('banner.comingBackWords')}
        </Banner>
      )}
      <RecordingTrouble />
      <NarrowBanner />
      {blocked && (
        <Banner icon={VolumeX} act={<Button onClick={() => void sound.unblock()}>{t('banner.soundOn')}</Button>}>
          {t('banner.soundBlocked')}
        </Banner>
      )}
      {microphone.kind === 'failed' && (
        <Banner
          state="trouble"
          icon={MicOff}
          act={<Button onClick={() => void own.openMicrophone()}>{t('banner.tryAgain')}</Button>}
        >
          {t('banner.microphoneTrouble')}
        </Banner>
      )}
      {camera.kind === 'failed' && (
        <Banner
          icon={CameraOff}
          act={
            <>
              <Button onClick={() => void own.openCamera()}>{t('banner.tryAgain')}</Button>
              <Button onClick={() => own.close('camera')}>{t('banner.dismiss')}</Button>
            </>
          }
        >
          {t('banner.cameraTrouble')}
        </Banner>
      )}
      {document.kind === 'failed' && (
        <Banner icon={CameraOff} act={<Button onClick={() => own.close('document')}>{t('banner.dismiss')}</Button>}>
          {t('banner.documentTrouble')}
        </Banner>
      )}
    </div>
  );
}

/** The node gives fewer pictures than one chose. */
export function NarrowBanner() {
  const { t } = useTranslation('lesson');
  const { session } = useLiveSeat();
  const { order } = useActs();
  const { chosen, actual, stopSending } = useReadable(session.store.level);
  if (chosen === actual && stopSending.length === 0) return null;
  const words = actual === 'sound' ? t('banner.narrow') : t('banner.narrowStage');
  return (
    <Banner
      icon={Gauge}
      act={
        <Button icon={RefreshCw} onClick={() => order('media:set-receive-level', { level: chosen })}>
          {t('banner.tryPictures')}
        </Button>
      }
    >
      {chosen !== actual && words} {stopSending.includes('camera') && t('banner.ownPaused')}
    </Banner>
  );
}
