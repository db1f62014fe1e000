import {
  ChartColumn,
  Building2,
  CalendarDays,
  Network,
  Presentation,
  School,
  Settings,
  Sun,
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

type Place = 'today' | 'lessons' | 'calendar' | 'twinnings' | 'classes' | 'school' | 'network' | 'reports';

const places: Record<Place, { path: string; icon: LucideIcon; also?: RegExp }> = {
  today: { path: '/', icon: Sun },
  lessons: { path: '/lessons', icon: Presentation, also: /^\/capsules/ },
  calendar: { path: '/calendar', icon: CalendarDays, also: /^\/hours/ },
  classes: { path: '/classes', icon: Users },
  school: { path: '/school', icon: School, also: /^\/(staff|timetable|devices|classes)(\/|$)/ },
  twinnings: { path: '/twinnings', icon: Network, also: /^\/(partners|asks|agreements)(\/|$)/ },
  reports: { path: '/reports', icon: ChartColumn },
  network: { path: '/network', icon: Building2, also: /^\/(schools\/|mails$)/ },
};

/** Seven places at most, by what one is; the rest is reached from them. */
function placesOf(me: StaffMe): Place[] {
  const ofNetwork = me.roles.some((role) => role === 'coordinator' || role === 'admin');
  if (!ofNetwork) return ['today', 'lessons', 'calendar', 'classes', 'school', 'twinnings'];
  return [
    'today',
    'lessons',
    'calendar',
    ...(me.school ? (['school'] as const) : []),
    'twinnings',
    'network',
    'reports',
  ];
}

export function OfficeHead({ me }: { me: StaffMe }) {
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const shown = placesOf(me);
  // The place that a page has itself, else the one from which it is reached.
  const here =
    shown.find((place) => isAt(path, places[place].path)) ?? shown.find((place) => places[place].also?.test(path));
  return (
    <header className={css.head}>
      <Link href="/" className={css.brand}>
        <Logo name={t('product')} />
      </Link>
      <nav className={css.nav} aria-label={t('nav.label')}>
        {shown.map((place) => (
          <Link key={place} href={places[place].path} aria-current={place === here ? 'page' : undefined}>
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

const isAt = (path: string, root: string): boolean =>
  root === '/' ? path === '/' : path === root || path.startsWith(`${root}/`);
