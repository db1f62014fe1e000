import { useEffect, useState } from 'react';
import { SelectField } from '../../../components/SelectField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { MediaChoice } from '../../../live/media/OwnMedia.ts';
import { useActs } from '../hooks/useActs.ts';
import { useMySeat } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';

const none = 'none';

/** Which camera shows the teacher, and which one a document. */
export function CameraMenu() {
  const { t } = useTranslation('lesson');
  const { own, session } = useLiveSeat();
  const { attempt } = useActs();
  const me = useMySeat();
  const camera = useReadable(own.stream('camera'));
  const document = useReadable(own.stream('document'));
  const [cameras, setCameras] = useState<MediaChoice[]>([]);
  useEffect(() => {
    let here = true;
    // Without a list there is simply no choice.
    own.cameras().then(
      (found) => here && setCameras(found),
      () => undefined,
    );
    return () => void (here = false);
  }, [own]);
  const options = cameras.map(({ deviceId, label }, n) => ({
    value: deviceId,
    label: label || t('tools.cameraN', { n: n + 1 }),
  }));
  const chosen = (stream: typeof camera) => (stream.kind === 'on' ? (stream.track.getSettings().deviceId ?? '') : '');

  const chooseDocument = async (deviceId: string) => {
    if (deviceId === none) return own.close('document');
    const state = await own.openCamera('document', deviceId);
    if (state.kind !== 'on') return;
    await session.sender.sent('document');
    await session.link.call('stage:set', { stage: { show: 'document', seatId: me.seatId } });
  };
  return (
    <>
      <SelectField
        label={t('tools.camera')}
        value={chosen(camera)}
        options={options}
        onChange={(deviceId) => void own.openCamera('camera', deviceId)}
      />
      <SelectField
        label={t('tools.documentCamera')}
        value={chosen(document) || none}
        options={[{ value: none, label: t('tools.documentOff') }, ...options]}
        onChange={(deviceId) => attempt(() => chooseDocument(deviceId))}
      />
    </>
  );
}
