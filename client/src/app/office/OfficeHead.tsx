import {
  ChartColumn,
  Building2,
  CalendarDays,
  Network,
  Presentation,
  School,
  Settings,
  Sun,
  Tablet,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { buttonClass } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Logo } from '../../components/Logo.tsx';
import { Bell } from '../../features/notices/Bell.tsx';
import type { StaffMe } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './office.module.css';

type Place = 'today' | 'lessons' | 'calendar' | 'twinnings' | 'classes' | 'devices' | 'school' | 'network' | 'reports';

const places: Record<Place, { path: string; icon: LucideIcon; also?: RegExp }> = {
  today: { path: '/', icon: Sun },
  lessons: { path: '/lessons', icon: Presentation },
  calendar: { path: '/calendar', icon: CalendarDays, also: /^\/hours/ },
  classes: { path: '/classes', icon: Users },
  devices: { path: '/devices', icon: Tablet },
  school: { path: '/school', icon: School, also: /^\/(staff|timetable)(\/|$)/ },
  twinnings: { path: '/twinnings', icon: Network },
  reports: { path: '/reports', icon: ChartColumn },
  network: { path: '/network', icon: Building2, also: /^\/schools\// },
};

/** Five places at most, by what one is. */
function placesOf(me: StaffMe): Place[] {
  const inSchool: Place[] = me.school ? ['classes', 'devices', 'school'] : [];
  const ofNetwork: Place[] = me.roles.some((role) => role === 'coordinator' || role === 'admin')
    ? ['twinnings', 'network', 'reports']
    : [];
  return ['today', 'lessons', 'calendar', ...inSchool, ...ofNetwork];
}

export function OfficeHead({ me }: { me: StaffMe }) {
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const shown = placesOf(me);
  // Agreements have no place of their own: they are found where one's twinnings are, or at the own school.
  const ofAgreements = shown.includes('twinnings') ? 'twinnings' : 'school';
  const isHere = (place: Place) => {
    const { path: root, also } = places[place];
    if (path.startsWith('/agreements')) return place === ofAgreements;
    return root === '/' ? path === '/' : path === root || path.startsWith(`${root}/`) || also?.test(path) === true;
  };
  return (
    <header className={css.head}>
      <Link href="/" className={css.brand}>
        <Logo name={t('product')} />
      </Link>
      <nav className={css.nav} aria-label={t('nav.label')}>
        {shown.map((place) => (
          <Link key={place} href={places[place].path} aria-current={isHere(place) ? 'page' : undefined}>
            <Icon of={places[place].icon} />
            <span>{t(`nav.${place}`)}</span>
          </Link>
        ))}
      </nav>
      <div className={css.who}>
        <Bell />
        <span className={css.name}>
          <span title={me.name}>{me.name}</span>
          <span title={me.school?.name}>{me.school?.name ?? t('nav.wholeNetwork')}</span>
        </span>
        <Link
          href="/settings"
          className={buttonClass({}, css.settings)}
          aria-label={t('nav.settings')}
          title={t('nav.settings')}
        >
          <Icon of={Settings} />
        </Link>
      </div>
    </header>
  );
}
