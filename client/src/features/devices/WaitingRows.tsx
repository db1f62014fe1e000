import type { WaitingDevice } from '@pluriclasse/shared/api/schools';
import { Hourglass, Tablet } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { groupCode } from '../../components/groupCode.ts';
import { Icon } from '../../components/Icon.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './devices.module.css';

/** Devices that show a code behind the same address as this browser. */
export function WaitingRows({
  waiting,
  onChoose,
}: {
  waiting: readonly WaitingDevice[];
  onChoose: (device: WaitingDevice) => void;
}) {
  const { t } = useTranslation('devices');
  const when = useWhen();
  if (waiting.length === 0) {
    return (
      <p className={css.none}>
        <Icon of={Hourglass} /> {t('waiting.none', { address: `${location.host}/pair` })}
      </p>
    );
  }
  return (
    <Rows>
      {waiting.map((device) => (
        <Row
          key={device.deviceId}
          start={<Icon of={Tablet} />}
          end={<Button onClick={() => onChoose(device)}>{t('waiting.choose')}</Button>}
        >
          <b>{device.description || t('waiting.unnamed')}</b>
          <p className={css.note}>
            {t('waiting.since', { code: groupCode(device.code, 3), time: when.time(device.since) })}
          </p>
        </Row>
      ))}
    </Rows>
  );
}
