import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadWords } from '../lib/i18n.ts';
import type { Namespace } from '../lib/translate.ts';

export interface AppRoute {
  /** A wouter pattern. */
  path: string;
  page: LazyExoticComponent<ComponentType>;
  /** Pages of staff stand within the office's head and navigation. */
  shell: 'none' | 'office';
}

type Load = () => Promise<{ default: ComponentType }>;

/** A page and its words are fetched together, when first asked for. */
function page(load: Load, words: Namespace[]) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadWords(...words)]);
    return module;
  });
}

const open = (path: string, load: Load, ...words: Namespace[]): AppRoute => ({
  path,
  page: page(load, words),
  shell: 'none',
});
const office = (path: string, load: Load, ...words: Namespace[]): AppRoute => ({
  path,
  page: page(load, words),
  shell: 'office',
});
/** A school's page: the own one's, and that of any school of the network. */
const ofSchool = (own: string, any: string, load: Load, ...words: Namespace[]) => [
  office(own, load, ...words),
  office(`/schools/:schoolId${any}`, load, ...words),
];

export const routes: readonly AppRoute[] = [
  open('/sign-in', () => import('../features/signin/SignInPage.tsx'), 'signin'),
  open('/forgotten', () => import('../features/signin/ForgottenPage.tsx'), 'signin'),
  open('/invite', () => import('../features/signin/InvitePage.tsx'), 'signin'),
  open('/pair', () => import('../features/pairing/PairPage.tsx'), 'pairing'),

  open('/lesson/:lessonId', () => import('./lesson/DeskRoute.tsx'), 'lobby', 'lesson'),
  open('/kit/:deviceId', () => import('./lesson/KitRoute.tsx'), 'waiting', 'lesson'),
  open('/companion/:deviceId', () => import('./lesson/CompanionRoute.tsx'), 'pupil-signin', 'waiting', 'lesson'),
  open('/home', () => import('./lesson/HomeRoute.tsx'), 'home-signin', 'waiting'),

  office('/', () => import('../features/dashboard/DashboardPage.tsx'), 'dashboard'),
  office('/lessons', () => import('../features/lessons/LessonsPage.tsx'), 'lessons'),
  office('/lessons/new', () => import('../features/lessons/NewLessonPage.tsx'), 'lessons'),
  office('/lessons/:lessonId', () => import('../features/lessons/LessonPlanPage.tsx'), 'lessons', 'blockers'),
  office('/lessons/:lessonId/attendance', () => import('../features/lessons/AttendancePage.tsx'), 'lessons'),
  office('/calendar', () => import('../features/calendar/CalendarPage.tsx'), 'calendar'),
  office('/hours', () => import('../features/hours/HoursPage.tsx'), 'hours', 'blockers'),
  office('/twinnings', () => import('../features/twinnings/TwinningsPage.tsx'), 'twinnings'),
  office('/twinnings/:twinningId', () => import('../features/twinnings/TwinningPage.tsx'), 'twinnings', 'blockers'),
  office('/partners', () => import('../features/partners/PartnersPage.tsx'), 'partners', 'blockers'),
  office('/twinning-invite', () => import('../features/partners/TakeInvitationPage.tsx'), 'partners'),
  office('/asks', () => import('../features/asks/AsksPage.tsx'), 'asks'),
  office('/asks/:askId', () => import('../features/asks/AskPage.tsx'), 'asks'),
  office('/reports', () => import('../features/reports/ReportsPage.tsx'), 'reports'),
  office('/agreements', () => import('../features/agreements/AgreementsPage.tsx'), 'agreements'),
  office('/agreements/new', () => import('../features/agreements/NewAgreementPage.tsx'), 'agreements'),
  office('/agreements/:agreementId', () => import('../features/agreements/AgreementPage.tsx'), 'agreements'),
  office('/agreements/:agreementId/edit', () => import('../features/agreements/EditAgreementPage.tsx'), 'agreements'),
  office('/mails', () => import('../features/mails/MailsPage.tsx'), 'mails'),
  office('/network', () => import('../features/network/NetworkPage.tsx'), 'network', 'school'),
  office('/settings', () => import('./office/SettingsRoute.tsx'), 'settings', 'feeds'),
  office('/classes/:classGroupId', () => import('./office/ClassRoute.tsx'), 'classes', 'feeds'),
  office('/classes/:classGroupId/codes', () => import('../features/classes/CodesPage.tsx'), 'classes'),
  ...ofSchool('/classes', '/classes', () => import('../features/classes/ClassesPage.tsx'), 'classes'),
  ...ofSchool('/devices', '/devices', () => import('../features/devices/DevicesPage.tsx'), 'devices'),
  ...ofSchool('/staff', '/staff', () => import('../features/staff/StaffPage.tsx'), 'staff'),
  ...ofSchool('/timetable', '/timetable', () => import('../features/timetable/week/WeekPage.tsx'), 'timetable'),
  ...ofSchool(
    '/timetable/bells',
    '/timetable/bells',
    () => import('../features/timetable/bells/BellsPage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/year',
    '/timetable/year',
    () => import('../features/timetable/year/YearPage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/people',
    '/timetable/people',
    () => import('../features/timetable/people/PeoplePage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/import',
    '/timetable/import',
    () => import('../features/timetable/imports/ImportsPage.tsx'),
    'timetable',
    'imports',
  ),
  ...ofSchool(
    '/timetable/import/:importId',
    '/timetable/import/:importId',
    () => import('../features/timetable/imports/ImportPage.tsx'),
    'timetable',
    'imports',
  ),
  ...ofSchool('/school', '', () => import('./office/SchoolRoute.tsx'), 'school', 'feeds'),

  // For those who build the product; not part of what is shipped.
  ...(import.meta.env.DEV
    ? [
        open('/parts', () => import('../features/parts/PartsPage.tsx'), 'parts'),
        open('/lesson-preview', () => import('../features/lesson/preview/PreviewPage.tsx'), 'lesson', 'lobby'),
      ]
    : []),
];
