import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { listDevices } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { Chip } from '../../components/Chip.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './dashboard.module.css';

/** Which schools stand at the lesson's door or in it; of the own school also which devices are on. */
export function Readiness({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('dashboard');
  const { school } = useStaff();
  const signs = siteSigns(lesson.participants.map((participant) => participant.school.name));
  return (
    <Paper
      title={t('ready.title')}
      className={css.list}
      aside={
        school && (
          <ButtonLink size="dense" href="/devices">
            {t('ready.devices')}
          </ButtonLink>
        )
      }
    >
      <Rows>
        {lesson.participants.map((participant, n) => {
          const sign = signs[n];
          const here = lesson.here.includes(participant.school.schoolId);
          return (
            <Row
              key={participant.school.schoolId}
              start={sign && <SiteMark sign={sign} />}
              end={
                <Chip state={here ? 'good' : 'plain'} icon={here ? CircleCheck : CircleDashed}>
                  {here ? t('ready.here') : t('ready.notYet')}
                </Chip>
              }
            >
              {participant.school.name}
              {participant.school.schoolId === school?.schoolId && (
                <OwnDevices schoolId={participant.school.schoolId} />
              )}
            </Row>
          );
        })}
      </Rows>
    </Paper>
  );
}

function OwnDevices({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('dashboard');
  const devices = useRead(listDevices, { params: { schoolId } }, { every: 20_000 });
  if (devices.data === undefined) return null;
  const on = devices.data.devices.filter((device) => device.online);
  const screens = on.filter((device) => device.purpose === 'kit').length;
  const tablets = on.length - screens;
  return (
    <p className={css.small}>
      {t('ready.own', {
        screens: t('ready.screens', { count: screens }),
        tablets: t('ready.tablets', { count: tablets }),
      })}
    </p>
  );
}
