import { DoorOpen, X } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Tabs } from '../../../components/Tabs.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useSites } from '../hooks/useLesson.ts';
import { nameOf } from '../nameOf.ts';
import { WallPanel } from '../parts/WallPanel.tsx';
import css from './DeskSites.module.css';
import { SiteRow } from './SiteRow.tsx';

export type SidePanel = 'sites' | 'wall';

/** Every school at a glance, and behind the second tab the wall; who waits at the door is always there. */
export function DeskSites({ panel, onPanel }: { panel: SidePanel; onPanel: (panel: SidePanel) => void }) {
  const { t } = useTranslation('lesson');
  const sites = useSites();
  const { wall } = useLesson();
  const count = wall.messages.length;
  return (
    <div className={css.paper}>
      <Tabs
        label={t('regions.sites')}
        chosen={panel}
        onChoose={(key) => onPanel(key === 'wall' ? 'wall' : 'sites')}
        className={css.tabs ?? ''}
        tabs={[
          {
            key: 'sites',
            label: t('sites.title'),
            panel: (
              <section aria-label={t('regions.sites')}>
                <ul className={css.sites}>
                  {sites.map((site) => (
                    <SiteRow key={site.schoolId} site={site} />
                  ))}
                </ul>
                <p className={css.note}>{t('sites.note')}</p>
              </section>
            ),
          },
          { key: 'wall', label: count > 0 ? t('wall.tab', { count }) : t('wall.title'), panel: <WallPanel /> },
        ]}
      />
      <Door />
    </div>
  );
}

function Door() {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { waiting } = useLesson();
  return (
    <ul className={css.door} aria-live="polite">
      {waiting.map(({ seatId, occupant }) => (
        <li key={seatId}>
          <Icon of={DoorOpen} />
          <p>
            <b>{nameOf(occupant)}</b> {t('sites.atDoor')}
          </p>
          <IconButton icon={X} label={t('sites.turnAway')} onClick={() => order('seat:send-out', { seatId })} />
          <Button size="dense" kind="primary" onClick={() => order('seat:let-in', { seatId })}>
            {t('sites.letIn')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
