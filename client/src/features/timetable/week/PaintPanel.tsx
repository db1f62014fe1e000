import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { Brush, Eraser, MousePointer2, Plus } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useRoving } from '../../../components/useRoving.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import type { View } from './entries.ts';
import { HourFields } from './HourFields.tsx';
import type { GridActs } from './useGridActs.ts';
import type { Speak } from './useSpeak.ts';
import type { Tool, Tools } from './useTools.ts';
import css from './week.module.css';

export interface PaintPanelProps {
  timetable: Timetable;
  view: View;
  tools: Tools;
  acts: GridActs;
  speak: Speak;
}

/** What the week is painted with. */
export function PaintPanel({ timetable, view, tools, acts, speak }: PaintPanelProps) {
  const { t } = useTranslation('timetable');
  const { tool, palette } = tools;
  const choices: { tool: Tool; word: string; icon?: typeof Eraser; on: boolean }[] = [
    { tool: { kind: 'select' }, word: t('paint.select'), icon: MousePointer2, on: tool.kind === 'select' },
    { tool: { kind: 'clear' }, word: t('paint.clear'), icon: Eraser, on: tool.kind === 'clear' },
    ...palette.map(({ subject }) => ({
      tool: { kind: 'paint' as const, subject },
      word: subject,
      on: tool.kind === 'paint' && tool.subject === subject,
    })),
  ];
  const { ref, onKeyDown } = useRoving<HTMLDivElement>((element) => {
    const choice = choices[Number(element.dataset['roving'])];
    if (choice) tools.choose(choice.tool);
  });
  return (
    <Paper title={t('paint.title')} className={cx(page.stack, css.panel)}>
      {/* The focus is on one of the choices. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={ref} role="radiogroup" aria-label={t('paint.label')} className={css.palette} onKeyDown={onKeyDown}>
        {choices.map((choice, n) => (
          <button
            key={`${choice.tool.kind} ${choice.word}`}
            type="button"
            role="radio"
            aria-checked={choice.on}
            tabIndex={choice.on ? 0 : -1}
            data-roving={n}
            className={css.paint}
            onClick={() => tools.choose(choice.tool)}
          >
            {choice.icon && <Icon of={choice.icon} />}
            <span>{choice.word}</span>
          </button>
        ))}
      </div>
      <NewSubject onAdd={tools.add} />
      {tools.hour ? (
        <HourFields timetable={timetable} view={view} hour={tools.hour} onChange={tools.change} />
      ) : (
        <p className={page.note}>{tool.kind === 'clear' ? t('paint.clearWords') : t('paint.selectWords')}</p>
      )}
      {timetable.weekPattern && tool.kind !== 'select' && (
        <Weeks names={timetable.weekPattern.names} weeks={tools.weeks} onChange={tools.setWeeks} />
      )}
      {tool.kind === 'select' && <Chosen acts={acts} view={view} speak={speak} />}
    </Paper>
  );
}

function NewSubject({ onAdd }: { onAdd: (subject: string) => void }) {
  const { t } = useTranslation('timetable');
  const [subject, setSubject] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const trimmed = subject.trim();
    if (trimmed !== '') onAdd(trimmed);
    setSubject('');
  };
  return (
    <form className={css.newSubject} onSubmit={submit}>
      <TextField label={t('paint.new')} value={subject} onChange={setSubject} maxLength={60} />
      <Button type="submit" icon={Plus} disabled={subject.trim() === ''}>
        {t('paint.add')}
      </Button>
    </form>
  );
}

interface WeeksProps {
  names: readonly string[];
  weeks: readonly string[];
  onChange: (weeks: readonly string[]) => void;
}

/** Every week, or one of those that take turns. */
function Weeks({ names, weeks, onChange }: WeeksProps) {
  const { t } = useTranslation('timetable');
  const choices = [{ key: '', word: t('paint.everyWeek') }].concat(
    names.map((name) => ({ key: name, word: t('paint.week', { week: name }) })),
  );
  return (
    <fieldset className={css.weeks}>
      <legend>{t('paint.weeks')}</legend>
      {choices.map(({ key, word }) => (
        <Button
          key={key}
          size="dense"
          on={(weeks[0] ?? '') === key}
          aria-pressed={(weeks[0] ?? '') === key}
          onClick={() => onChange(key === '' ? [] : [key])}
        >
          {word}
        </Button>
      ))}
    </fieldset>
  );
}

/** What is in the cell that has the focus, and the way to paint with it. */
function Chosen({ acts, view, speak }: { acts: GridActs; view: View; speak: Speak }) {
  const { t } = useTranslation('timetable');
  const spot = acts.spotAt(acts.selection.focus);
  if (spot === undefined) return null;
  const entries = acts.there(spot);
  return (
    <div className={css.picked}>
      <p>
        <b>{speak.place(spot)}</b>
      </p>
      {entries.length === 0 && <p className={page.note}>{t('week.free')}</p>}
      {entries.map((entry) => (
        <p key={entry.entryId}>{speak.entry(entry, view)}</p>
      ))}
      {entries.length > 0 && (
        <Button size="dense" icon={Brush} onClick={acts.pickUp}>
          {t('paint.pickUp')}
        </Button>
      )}
    </div>
  );
}
