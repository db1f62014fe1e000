import {
  Eraser,
  Lock,
  LockOpen,
  type LucideIcon,
  MousePointer2,
  Pencil,
  Redo2,
  Sparkles,
  Type,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { type ToolName, toolNames } from '../../board/tools/Tool.ts';
import { ToolButton } from '../../components/ToolButton.tsx';
import { useRoving } from '../../components/useRoving.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './BoardToolbar.module.css';
import { useBoardView } from './useBoardStore.ts';

const icons: Readonly<Record<ToolName, LucideIcon>> = {
  pen: Pencil,
  eraser: Eraser,
  text: Type,
  select: MousePointer2,
};

export interface BoardToolbarProps {
  store: BoardStore;
  onLock?: ((locked: boolean) => void) | undefined;
  onClear?: (() => void) | undefined;
  /** What stands at the end of the bar where there is room for it. */
  children?: ReactNode;
}

/** Tools are one choice; undo, redo and a teacher's orders stand apart. One stop of the Tab key, arrows within. */
export function BoardToolbar({ store, onLock, onClear, children }: BoardToolbarProps) {
  const { t } = useTranslation('board');
  const { tool, canDraw, canUndo, canRedo, rights } = useBoardView(store);
  const roving = useRoving<HTMLDivElement>();
  const locked = rights?.locked === true;
  return (
    <div {...roving} role="toolbar" aria-label={t('tools.name')} className={css.toolbar}>
      <div role="radiogroup" aria-label={t('tools.choose')} className={css.tools}>
        {toolNames.map((name) => (
          <ToolButton
            key={name}
            icon={icons[name]}
            role="radio"
            aria-checked={tool === name}
            state={tool === name ? 'on' : 'plain'}
            tabIndex={tool === name ? 0 : -1}
            data-roving
            disabled={!canDraw}
            onClick={() => store.choose({ tool: name })}
          >
            {t(`tools.${name}`)}
          </ToolButton>
        ))}
      </div>
      <div className={css.apart}>
        <ToolButton icon={Undo2} tabIndex={-1} data-roving disabled={!canUndo || !canDraw} onClick={() => store.undo()}>
          {t('tools.undo')}
        </ToolButton>
        <ToolButton icon={Redo2} tabIndex={-1} data-roving disabled={!canRedo || !canDraw} onClick={() => store.redo()}>
          {t('tools.redo')}
        </ToolButton>
        {onClear && (
          <ToolButton icon={Sparkles} tabIndex={-1} data-roving disabled={!canDraw} onClick={onClear}>
            {t('tools.clear')}
          </ToolButton>
        )}
        {onLock && (
          <ToolButton
            icon={locked ? LockOpen : Lock}
            state={locked ? 'off' : 'plain'}
            tabIndex={-1}
            data-roving
            aria-pressed={locked}
            onClick={() => onLock(!locked)}
          >
            {t(locked ? 'tools.unlock' : 'tools.lock')}
          </ToolButton>
        )}
      </div>
      {children && <div className={css.end}>{children}</div>}
    </div>
  );
}
