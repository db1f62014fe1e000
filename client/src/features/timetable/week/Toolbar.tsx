import { ClipboardPaste, Copy, Eraser, FileSpreadsheet, Redo2, Undo2 } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { GridActs } from './useGridActs.ts';
import type { WeekEditor } from './useWeekEditor.ts';
import css from './week.module.css';

export interface ToolbarProps {
  editor: WeekEditor;
  acts: GridActs;
  onPaste: () => void;
}

/** For hands without a keyboard: what keys do as well. */
export function Toolbar({ editor, acts, onPaste }: ToolbarProps) {
  const { t } = useTranslation('timetable');
  return (
    <div className={css.tools} role="group" aria-label={t('tools.label')}>
      <Button size="dense" icon={Undo2} disabled={!editor.canUndo} onClick={acts.undo}>
        {t('tools.undo')}
      </Button>
      <Button size="dense" icon={Redo2} disabled={!editor.canRedo} onClick={acts.redo}>
        {t('tools.redo')}
      </Button>
      <Button size="dense" icon={Copy} onClick={() => acts.copy()}>
        {t('tools.copy')}
      </Button>
      <Button size="dense" icon={ClipboardPaste} disabled={!acts.canPaste} onClick={() => acts.pasteClip()}>
        {t('tools.paste')}
      </Button>
      <Button size="dense" icon={Eraser} onClick={acts.clearSelection}>
        {t('tools.clear')}
      </Button>
      <Button size="dense" icon={FileSpreadsheet} onClick={onPaste}>
        {t('tools.spreadsheet')}
      </Button>
    </div>
  );
}
