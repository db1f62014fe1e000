import { LessonId } from '@pluriclasse/shared/ids';
import { useCallback } from 'react';
import { Redirect, useLocation, useParams } from 'wouter';
import { DeskPage } from '../../features/lesson/desk/DeskPage.tsx';
import { useMe } from '../../lib/useMe.ts';
import { NotFound } from '../NotFound.tsx';
import { Before } from './Before.tsx';
import { renderBoard } from './renderBoard.tsx';

/** `/lesson/<id>`: a teacher's desk, from the lobby on. */
export default function DeskRoute() {
  const lessonId = LessonId.safeParse(useParams<{ lessonId: string }>().lessonId);
  const [path, go] = useLocation();
  const { state, reload } = useMe('staff');
  const leave = useCallback(() => go('/'), [go]);
  if (!lessonId.success) {
    return (
      <main>
        <NotFound />
      </main>
    );
  }
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  if (state.me.kind !== 'staff') return <Redirect to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  return (
    <DeskPage
      lessonId={lessonId.data}
      as="staff"
      schoolId={state.me.school?.schoolId}
      renderBoard={renderBoard}
      onGone={leave}
    />
  );
}
