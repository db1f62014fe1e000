import { Skeleton } from '../../components/Progress.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './CapsulePlayer.module.css';
import { Failure } from './Failure.tsx';
import { PlayerFrame } from './PlayerFrame.tsx';
import type { CapsulePlayerProps } from './props.ts';
import { useCapsule } from './useCapsule.ts';

/** A lesson that was: its board over time in step with the voices of its teachers. */
export function CapsulePlayer(props: CapsulePlayerProps) {
  const { t: common } = useTranslation('common');
  const { state, session } = useCapsule(props.source, props.startAt);
  if (state.kind === 'ready') {
    const { revision, duration } = state.manifest;
    return (
      <PlayerFrame
        key={`${revision} ${duration}`}
        {...props}
        opened={state}
        onBoard={session.retryBoard}
        onCaptions={session.retryCaptions}
      />
    );
  }
  if (state.kind === 'failed')
    return <Failure error={state.error} onRetry={session.retry} surface={props.surface} back={props.back} />;
  return (
    <div className={css.before}>
      <Skeleton rows={4} label={common('loading')} />
    </div>
  );
}
