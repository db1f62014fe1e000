import type { Namespace } from '../../lib/translate.ts';
import { route, type AppRoute, type Load } from '../page.ts';

/** A school's page: the own one's, and that of any school of the network. */
const ofSchool = (own: string, any: string, load: Load, ...words: Namespace[]) => [
  route(own, load, ...words),
  route(`/schools/:schoolId${any}`, load, ...words),
];

/** Pages of staff, within the office's head and navigation. */
export const officeRoutes: readonly AppRoute[] = [
  route('/', () => import('../../features/dashboard/DashboardPage.tsx'), 'dashboard'),
  route('/lessons', () => import('../../features/lessons/LessonsPage.tsx'), 'lessons'),
  route('/lessons/new', () => import('../../features/lessons/NewLessonPage.tsx'), 'lessons'),
  route('/lessons/:lessonId', () => import('../../features/lessons/LessonPlanPage.tsx'), 'lessons', 'blockers'),
  route('/lessons/:lessonId/attendance', () => import('../../features/lessons/AttendancePage.tsx'), 'lessons'),
  route('/capsules', () => import('./CapsulesRoute.tsx'), 'capsules'),
  route('/capsules/:capsuleId', () => import('./CapsuleRoute.tsx'), 'capsules', 'capsule', 'catch-up', 'captions'),
  route('/calendar', () => import('../../features/calendar/CalendarPage.tsx'), 'calendar'),
  route('/hours', () => import('../../features/hours/HoursPage.tsx'), 'hours', 'blockers'),
  route(
    '/hours/together',
    () => import('../../features/hours/together/TogetherPage.tsx'),
    'together',
    'hours',
    'blockers',
    'school',
  ),
  route('/twinnings', () => import('../../features/twinnings/TwinningsPage.tsx'), 'twinnings'),
  route('/twinnings/:twinningId', () => import('../../features/twinnings/TwinningPage.tsx'), 'twinnings', 'blockers'),
  route('/partners', () => import('../../features/partners/PartnersPage.tsx'), 'partners', 'blockers'),
  route('/twin', () => import('../../features/partners/TakeInvitationPage.tsx'), 'partners'),
  route('/series/:seriesId', () => import('../../features/twinnings/SeriesPage.tsx'), 'twinnings'),
  route('/asks', () => import('../../features/asks/AsksPage.tsx'), 'asks'),
  route('/asks/:askId', () => import('../../features/asks/AskPage.tsx'), 'asks'),
  route('/reports', () => import('../../features/reports/ReportsPage.tsx'), 'reports'),
  route('/agreements', () => import('../../features/agreements/AgreementsPage.tsx'), 'agreements'),
  route('/agreements/new', () => import('../../features/agreements/NewAgreementPage.tsx'), 'agreements'),
  route('/agreements/:agreementId', () => import('../../features/agreements/AgreementPage.tsx'), 'agreements'),
  route('/agreements/:agreementId/edit', () => import('../../features/agreements/EditAgreementPage.tsx'), 'agreements'),
  route('/mails', () => import('../../features/mails/MailsPage.tsx'), 'mails'),
  route('/network', () => import('../../features/network/NetworkPage.tsx'), 'network', 'school'),
  route('/settings', () => import('./SettingsRoute.tsx'), 'settings', 'feeds', 'notices'),
  route('/classes/:classGroupId', () => import('./ClassRoute.tsx'), 'classes', 'feeds'),
  route('/classes/:classGroupId/codes', () => import('../../features/classes/CodesPage.tsx'), 'classes'),
  ...ofSchool('/classes', '/classes', () => import('../../features/classes/ClassesPage.tsx'), 'classes'),
  ...ofSchool('/devices', '/devices', () => import('../../features/devices/DevicesPage.tsx'), 'devices'),
  ...ofSchool('/staff', '/staff', () => import('../../features/staff/StaffPage.tsx'), 'staff'),
  ...ofSchool('/timetable', '/timetable', () => import('../../features/timetable/week/WeekPage.tsx'), 'timetable'),
  ...ofSchool(
    '/timetable/bells',
    '/timetable/bells',
    () => import('../../features/timetable/bells/BellsPage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/year',
    '/timetable/year',
    () => import('../../features/timetable/year/YearPage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/people',
    '/timetable/people',
    () => import('../../features/timetable/people/PeoplePage.tsx'),
    'timetable',
  ),
  ...ofSchool(
    '/timetable/import',
    '/timetable/import',
    () => import('../../features/timetable/imports/ImportsPage.tsx'),
    'timetable',
    'imports',
  ),
  ...ofSchool(
    '/timetable/import/:importId',
    '/timetable/import/:importId',
    () => import('../../features/timetable/imports/ImportPage.tsx'),
    'timetable',
    'imports',
  ),
  ...ofSchool('/school', '', () => import('./SchoolRoute.tsx'), 'school', 'feeds', 'capsules'),
];
