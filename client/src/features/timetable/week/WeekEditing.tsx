import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { useState } from 'react';
import { cx } from '../../../components/cx.ts';
import { Hidden } from '../../../components/Hidden.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { ClashList } from './ClashList.tsx';
import { clashesOf } from './clashes.ts';
import type { Ground, View } from './entries.ts';
import { goneOf } from './gone.ts';
import { GoneList } from './GoneList.tsx';
import type { WeekGrid } from './grid.ts';
import { PaintPanel } from './PaintPanel.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useGridActs } from './useGridActs.ts';
import { useSpeak } from './useSpeak.ts';
import { useTools } from './useTools.ts';
import type { WeekEditor } from './useWeekEditor.ts';
import css from './week.module.css';
import { WeekTable } from './WeekTable.tsx';

export interface WeekEditingProps {
  timetable: Timetable;
  view: View;
  ground: Ground;
  grid: WeekGrid;
  editor: WeekEditor;
}

/** One week: the grid, what it is painted with, and what is wrong with it. */
export function WeekEditing({ timetable, view, ground, grid, editor }: WeekEditingProps) {
  const { t } = useTranslation('timetable');
  const speak = useSpeak(timetable);
  const tools = useTools(editor.entries, view, ground);
  const acts = useGridActs({ timetable, view, ground, grid, editor, tools });
  const [pasting, setPasting] = useState(false);
  const clashes = clashesOf(editor.entries, ground);
  const gone = goneOf(timetable, editor.entries);
  const { mayEdit } = timetable;
  return (
    <div className={mayEdit ? css.columns : undefined}>
      {mayEdit && <PaintPanel timetable={timetable} view={view} tools={tools} acts={acts} speak={speak} />}
      <div className={page.stack}>
        {mayEdit && <Toolbar editor={editor} acts={acts} onPaste={() => setPasting(true)} />}
        <WeekTable
          view={view}
          ground={ground}
          grid={grid}
          entries={editor.entries}
          clashes={clashes}
          gone={gone}
          speak={speak}
          acts={acts}
          tools={tools}
          mayEdit={mayEdit}
        />
        <GoneList
          gone={gone}
          entries={editor.entries}
          view={view}
          ground={ground}
          speak={speak}
          mayEdit={mayEdit}
          onGo={acts.goTo}
        />
        <ClashList clashes={clashes} view={view} ground={ground} speak={speak} onGo={acts.goTo} />
        {mayEdit && <p className={cx(page.small, css.keys)}>{t('week.keys')}</p>}
        <Hidden>
          <span role="status">{acts.said}</span>
        </Hidden>
      </div>
      {pasting && (
        <PasteDialog
          onClose={() => setPasting(false)}
          onPaste={(text) => {
            setPasting(false);
            acts.pasteText(text);
          }}
        />
      )}
    </div>
  );
}
