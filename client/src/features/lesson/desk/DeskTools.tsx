import {
  Airplay,
  ChevronUp,
  FileScan,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  Presentation,
  Video as VideoIcon,
  VideoOff,
} from 'lucide-react';
import { IconButton } from '../../../components/IconButton.tsx';
import { ToolButton } from '../../../components/ToolButton.tsx';
import { useRoving } from '../../../components/useRoving.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { Popover } from '../parts/Popover.tsx';
import { CameraMenu } from './CameraMenu.tsx';
import type { SidePanel } from './DeskSites.tsx';
import css from './DeskTools.module.css';
import { RecordTool } from './RecordTool.tsx';

/** One's own microphone, camera and screen; what has the stage; the wall. */
export function DeskTools({ panel, onPanel }: { panel: SidePanel; onPanel: (panel: SidePanel) => void }) {
  const { t } = useTranslation('lesson');
  const { own, session } = useLiveSeat();
  const { order, attempt } = useActs();
  const { stage } = useLesson();
  const me = useMySeat();
  const muted = useReadable(own.muted);
  const camera = useReadable(own.stream('camera'));
  const screen = useReadable(own.stream('screen'));
  const document = useReadable(own.stream('document'));
  const { ref, onKeyDown } = useRoving<HTMLDivElement>();
  const cameraOn = camera.kind === 'on' || camera.kind === 'starting';
  const sharing = screen.kind === 'on';
  const showing = document.kind === 'on';

  // Who stops showing leaves it to the server what returns to the stage.
  const share = async () => {
    if (sharing) return own.close('screen');
    const state = await own.openScreen();
    if (state.kind !== 'on') return;
    await session.sender.sent('screen');
    await session.link.call('stage:set', { stage: { show: 'screen', seatId: me.seatId } });
  };

  return (
    // Its tools take the focus, not the bar (WAI-ARIA APG, Toolbar).
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div className={css.tools} role="toolbar" aria-label={t('tools.label')} ref={ref} onKeyDown={onKeyDown}>
      <ToolButton
        data-roving
        icon={muted ? MicOff : Mic}
        state={muted ? 'off' : 'plain'}
        onClick={() => attempt(() => session.sender.setMuted(!muted))}
      >
        {muted ? t('tools.unmute') : t('tools.mute')}
      </ToolButton>
      <span className={css.pair}>
        <ToolButton
          data-roving
          icon={cameraOn ? VideoIcon : VideoOff}
          state={cameraOn ? 'plain' : 'off'}
          onClick={() => (cameraOn ? own.close('camera') : void own.openCamera())}
        >
          {cameraOn ? t('tools.stopCamera') : t('tools.startCamera')}
        </ToolButton>
        <Popover
          up
          label={t('tools.chooseCamera')}
          trigger={(props) => (
            <IconButton {...props} data-roving icon={ChevronUp} kind="bare" label={t('tools.chooseCamera')} />
          )}
        >
          <CameraMenu />
        </Popover>
      </span>
      <ToolButton
        data-roving
        icon={sharing ? Airplay : MonitorUp}
        state={sharing ? 'on' : 'plain'}
        aria-pressed={sharing}
        onClick={() => attempt(share)}
      >
        {sharing ? t('tools.stopSharing') : t('tools.shareScreen')}
      </ToolButton>
      {showing && (
        <ToolButton data-roving icon={FileScan} state="on" aria-pressed onClick={() => own.close('document')}>
          {t('tools.stopDocument')}
        </ToolButton>
      )}
      <span className={css.line} aria-hidden />
      <ToolButton
        data-roving
        icon={Presentation}
        state={stage.show === 'board' ? 'on' : 'plain'}
        aria-pressed={stage.show === 'board'}
        onClick={() => order('stage:set', { stage: { show: stage.show === 'board' ? 'people' : 'board' } })}
      >
        {t('tools.board')}
      </ToolButton>
      <ToolButton
        data-roving
        icon={MessageSquare}
        state={panel === 'wall' ? 'on' : 'plain'}
        aria-pressed={panel === 'wall'}
        onClick={() => onPanel(panel === 'wall' ? 'sites' : 'wall')}
      >
        {t('tools.wall')}
      </ToolButton>
      <RecordTool />
    </div>
  );
}
