import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { Building2, CalendarPlus, Network, Users } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { useRead } from '../../lib/query.ts';
import { useMaySchedule, useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** Nothing is planned: what the next step is depends on whether there is a class to meet. */
export function NoLessons() {
  const { t } = useTranslation('dashboard');
  const staff = useStaff();
  const maySchedule = useMaySchedule();
  const twinnings = useRead(listTwinnings, {});
  const signs = staff.school ? siteSigns([staff.school.name]) : [];
  const coordinates = staff.roles.includes('coordinator');
  if (twinnings.data?.twinnings.some(({ participants, meets }) => meets && maySchedule(participants))) {
    return (
      <EmptyState
        title={t('empty.lessons.title')}
        signs={signs}
        acts={
          <ButtonLink kind="primary" size="big" icon={CalendarPlus} href="/lessons/new">
            {t('empty.lessons.act')}
          </ButtonLink>
        }
      >
        {t('empty.lessons.words')}
      </EmptyState>
    );
  }
  if (staff.school === null && staff.roles.includes('admin') && !coordinates) {
    return (
      <EmptyState
        title={t('empty.network.title')}
        acts={
          <ButtonLink kind="primary" size="big" icon={Building2} href="/network">
            {t('empty.network.act')}
          </ButtonLink>
        }
      >
        {t('empty.network.words')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('empty.title')}
      signs={signs}
      acts={
        <>
          {coordinates && (
            <ButtonLink kind="primary" size="big" icon={Network} href="/twinnings">
              {t('empty.twinnings')}
            </ButtonLink>
          )}
          {staff.school && (
            <ButtonLink size="big" icon={Users} href="/classes">
              {t('empty.classes')}
            </ButtonLink>
          )}
        </>
      }
    >
      {coordinates ? t('empty.coordinator') : t('empty.words')}
    </EmptyState>
  );
}
