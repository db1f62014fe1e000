import { useId, type ReactNode } from 'react';
import css from './Tabs.module.css';
import { cx } from './cx.ts';
import { useRoving } from './useRoving.ts';

export interface Tab {
  key: string;
  label: ReactNode;
  panel: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  chosen: string;
  onChoose: (key: string) => void;
  className?: string;
}

/** Tabs with arrow keys (WAI-ARIA APG). Every panel stays mounted, so nothing in it starts anew. */
export function Tabs({ label, tabs, chosen, onChoose, className }: TabsProps) {
  const id = useId();
  const { ref, onKeyDown } = useRoving<HTMLDivElement>((tab) => onChoose(tab.dataset['roving'] ?? chosen));
  return (
    <div className={cx(css.tabs, className)}>
      {/* The focus is on one of the tabs. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="tablist" aria-label={label} className={css.list} ref={ref} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label: word }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}-tab`}
            aria-controls={`${id}-${key}`}
            aria-selected={key === chosen}
            tabIndex={key === chosen ? 0 : -1}
            data-roving={key}
            className={css.tab}
            onClick={() => onChoose(key)}
          >
            {word}
          </button>
        ))}
      </div>
      {tabs.map(({ key, panel }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-${key}`}
          aria-labelledby={`${id}-${key}-tab`}
          hidden={key !== chosen}
          className={css.panel}
        >
          {panel}
        </div>
      ))}
    </div>
  );
}
