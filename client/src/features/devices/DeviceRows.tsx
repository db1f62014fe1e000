import { listDevices, revokeDevice, type ClassGroup, type Room } from '@pluriclasse/shared/api/schools';
import type { Device } from '@pluriclasse/shared/api/sessions';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { CircleDashed, Monitor, Tablet, Wifi } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useChange } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './devices.module.css';

export interface DeviceRowsProps {
  schoolId: SchoolId;
  devices: readonly Device[];
  rooms: readonly Room[];
  /** Those put away too: their tablets rest, but are the school's. */
  classes: readonly ClassGroup[];
}

/** The school's paired devices, whose they are and whether they are on. */
export function DeviceRows({ schoolId, devices, rooms, classes }: DeviceRowsProps) {
  const { t } = useTranslation('devices');
  const when = useWhen();
  const may = useMay();
  const [leaving, setLeaving] = useState<Device>();
  const revoke = useChange(revokeDevice, [listDevices]);
  const mayRevoke = may('device:revoke', { kind: 'school', schoolId });
  const whose = (device: Device) => {
    if (device.purpose === 'kit') {
      return t('paired.kit', { place: rooms.find((room) => room.roomId === device.roomId)?.name ?? '–' });
    }
    const group = classes.find((one) => one.classGroupId === device.classGroupId);
    const rests = group !== undefined && group.putAwayAt !== null;
    return t(rests ? 'paired.restingCompanion' : 'paired.companion', { place: group?.name ?? '–' });
  };
  if (devices.length === 0) return <p className={css.none}>{t('paired.none')}</p>;
  return (
    <>
      <Rows>
        {devices.map((device) => (
          <Row
            key={device.deviceId}
            start={<Icon of={device.purpose === 'kit' ? Monitor : Tablet} />}
            end={
              <>
                <Chip state={device.online ? 'good' : 'plain'} icon={device.online ? Wifi : CircleDashed}>
                  {device.online ? t('paired.on') : t('paired.off')}
                </Chip>
                {mayRevoke && (
                  <Button aria-label={t('revoke.label', { name: device.name })} onClick={() => setLeaving(device)}>
                    {t('revoke.act')}
                  </Button>
                )}
              </>
            }
          >
            <b>{device.name}</b>
            <p className={css.note}>
              {whose(device)}
              {!device.online &&
                device.lastSeenAt !== null &&
                ` · ${t('paired.seen', { time: when.dayTime(device.lastSeenAt) })}`}
            </p>
          </Row>
        ))}
      </Rows>
      {leaving && (
        <FormDialog
          danger
          title={t('revoke.title', { name: leaving.name })}
          act={t('revoke.act')}
          busy={revoke.isPending}
          error={revoke.error}
          onClose={() => setLeaving(undefined)}
          onSubmit={() =>
            revoke.mutate(
              { params: { schoolId, deviceId: leaving.deviceId } },
              {
                onSuccess: () => {
                  setLeaving(undefined);
                  showToast(t('revoke.done', { name: leaving.name }));
                },
              },
            )
          }
        >
          <p>{t('revoke.words')}</p>
        </FormDialog>
      )}
    </>
  );
}
