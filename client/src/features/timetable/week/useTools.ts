import { useState } from 'react';
import type { Entries, Ground, View } from './entries.ts';
import type { Hour } from './hours.ts';
import { paletteOf } from './palette.ts';

/** What a tap on the grid does. */
export type Tool = { kind: 'select' } | { kind: 'clear' } | { kind: 'paint'; subject: string };

/** The palette of a view, what is chosen of it, and the weeks that are painted. */
export function useTools(entries: Entries, view: View, ground: Ground) {
  const [tool, setTool] = useState<Tool>({ kind: 'select' });
  const [weeks, setWeeks] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<readonly string[]>([]);
  /** What was set by hand for a subject stays while one paints. */
  const [set, setSet] = useState<ReadonlyMap<string, Hour>>(new Map());
  const palette = paletteOf(entries, view, ground, typed).map((hour) => set.get(hour.subject) ?? hour);
  const found = tool.kind === 'paint' ? palette.find(({ subject }) => subject === tool.subject) : undefined;
  const change = (hour: Hour) => setSet(new Map([...set, [hour.subject, hour]]));
  return {
    tool,
    choose: setTool,
    palette,
    /** The hour that is painted, in the weeks that are chosen. */
    hour: found && { ...found, weeks },
    change,
    weeks,
    setWeeks,
    /** A subject that is not in the palette yet. */
    add: (subject: string) => {
      setTyped([subject, ...typed.filter((one) => one !== subject)]);
      setTool({ kind: 'paint', subject });
    },
    /** Takes an hour of the grid to paint with. */
    pickUp: (hour: Hour) => {
      change({ ...hour, weeks: [] });
      setWeeks(hour.weeks);
      setTool({ kind: 'paint', subject: hour.subject });
    },
  };
}
export type Tools = ReturnType<typeof useTools>;
