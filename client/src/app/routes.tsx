import { route, type AppRoute } from './page.ts';

/** Pages that stand alone; those of staff are in office/routes.tsx, which only they load. */
export const routes: readonly AppRoute[] = [
  route('/sign-in', () => import('../features/signin/SignInPage.tsx'), 'signin'),
  route('/forgotten', () => import('../features/signin/ForgottenPage.tsx'), 'signin'),
  route('/invite', () => import('../features/signin/InvitePage.tsx'), 'signin'),
  route('/pair', () => import('../features/pairing/PairPage.tsx'), 'pairing'),

  route('/lesson/:lessonId', () => import('./lesson/DeskRoute.tsx'), 'lobby', 'lesson'),
  route('/kit/:deviceId', () => import('./lesson/KitRoute.tsx'), 'waiting', 'lesson', 'kit'),
  route('/companion/:deviceId', () => import('./lesson/CompanionRoute.tsx'), 'pupil-signin', 'waiting', 'lesson'),
  route('/home', () => import('./lesson/HomeRoute.tsx'), 'home-signin', 'waiting'),
  route('/home/capsules/:capsuleId', () => import('./lesson/CapsuleRoute.tsx'), 'capsule', 'catch-up'),
  route('/companion/:deviceId/capsules/:capsuleId', () => import('./lesson/CapsuleRoute.tsx'), 'capsule', 'catch-up'),

  // For those who build the product; not part of what is shipped.
  ...(import.meta.env.DEV
    ? [
        route('/parts', () => import('../features/parts/PartsPage.tsx'), 'parts'),
        route('/lesson-preview', () => import('../features/lesson/preview/PreviewPage.tsx'), 'lesson', 'lobby', 'kit'),
      ]
    : []),
];
