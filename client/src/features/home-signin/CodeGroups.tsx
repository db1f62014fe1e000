import { useRef, type KeyboardEvent } from 'react';
import css from './home-signin.module.css';
import { readCode } from './readCode.ts';

export interface CodeGroupsProps {
  legend: string;
  groupLabel: (n: number) => string;
  groups: number;
  size: number;
  code: string;
  invalid: boolean;
  onChange: (code: string) => void;
}

/** A code in groups of four: the next field comes by itself, a pasted code fills all of them. */
export function CodeGroups({ legend, groupLabel, groups, size, code, invalid, onChange }: CodeGroupsProps) {
  const set = useRef<HTMLFieldSetElement>(null);
  const focus = (group: number) => set.current?.querySelectorAll('input')[group]?.focus();
  const part = (group: number) => code.slice(group * size, (group + 1) * size);

  const type = (group: number, typed: string) => {
    // What stands in the groups after this one stays, unless more was typed or pasted than one holds.
    const next = readCode(
      code.slice(0, group * size) + typed + (typed.length > size ? '' : code.slice((group + 1) * size)),
    );
    onChange(next.slice(0, groups * size));
    const filled = group * size + readCode(typed).length;
    if (filled >= (group + 1) * size && group < groups - 1) focus(Math.min(groups - 1, Math.floor(filled / size)));
  };
  const stepBack = (group: number) => (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && group > 0 && part(group) === '') focus(group - 1);
  };

  return (
    <fieldset ref={set} className={css.groups}>
      <legend className={css.legend}>{legend}</legend>
      {Array.from({ length: groups }, (_, group) => (
        <input
          key={group}
          aria-label={groupLabel(group + 1)}
          aria-invalid={invalid || undefined}
          value={part(group)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => type(group, event.target.value)}
          onKeyDown={stepBack(group)}
        />
      ))}
    </fieldset>
  );
}
