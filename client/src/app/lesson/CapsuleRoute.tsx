import { CapsuleId, type PupilId } from '@pluriclasse/shared/ids';
import { lazy } from 'react';
import { Redirect, useLocation, useParams } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { roleOfPath } from '../../lib/roleOfPath.ts';
import { useMe } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Before } from './Before.tsx';
import { useAtHome } from './useAtHome.ts';
import { useSchoolLanguage } from './useSchoolLanguage.ts';

/** Apart, so that no other page carries the list of the player's many files; fetched while the server is asked who comes. */
const loadPlayer = () => import('./PupilCapsule.tsx');
const PupilCapsule = lazy(loadPlayer);
// What can't be fetched is told where it is shown.
loadPlayer().catch(() => undefined);

/** `/home/capsules/<capsule>` and `/companion/<device>/capsules/<capsule>`: a pupil catches up. */
export default function CapsuleRoute() {
  return roleOfPath(useLocation()[0]) === 'home' ? <AtHome /> : <AtTablet />;
}

function AtHome() {
  const { state, reload } = useAtHome();
  const me = state.kind === 'known' && state.me.kind === 'home' ? state.me : undefined;
  useSchoolLanguage(me?.school);
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  return me ? <Watched pupilId={me.pupil.pupilId} back="/home" /> : <Redirect to="/home" replace />;
}

function AtTablet() {
  const { state, reload } = useMe(roleOfPath(useLocation()[0]));
  const me = state.kind === 'known' && state.me.kind === 'companion' ? state.me : undefined;
  const back = `/companion/${useParams<{ deviceId: string }>().deviceId}`;
  useSchoolLanguage(me?.school);
  if (state.kind !== 'known') return <Before state={state} onRetry={reload} />;
  return me?.pupil ? <Watched pupilId={me.pupil.pupilId} back={back} /> : <Redirect to={back} replace />;
}

function Watched({ pupilId, back }: { pupilId: PupilId; back: string }) {
  const { t } = useTranslation('capsule');
  const as = roleOfPath(useLocation()[0]);
  const parsed = CapsuleId.safeParse(useParams<{ capsuleId: string }>().capsuleId);
  if (!parsed.success) return <EmptyState level={1} title={t('gone.title')} />;
  return <PupilCapsule capsuleId={parsed.data} pupilId={pupilId} as={as} back={back} />;
}
