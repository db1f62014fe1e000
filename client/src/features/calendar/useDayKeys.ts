import type { DayNumber } from '@pluriclasse/shared/calendar/days';
import { useState, type KeyboardEvent } from 'react';

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
  PageUp: -28,
  PageDown: 28,
};
/** Days that are not drawn, such as Sundays, are stepped over. */
const mostSkipped = 14;

/**
 * Days that are one stop of the Tab key, with arrows between them: a day, a week, four weeks with the page keys.
 * Buttons carry `data-day` and `tabIndex={tabIndexOf(day)}`.
 */
export function useDayKeys(first: DayNumber) {
  const [at, setAt] = useState(first);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const from = event.target instanceof HTMLElement ? Number(event.target.dataset['day']) : NaN;
    if (step === undefined || Number.isNaN(from)) return;
    event.preventDefault();
    for (let n = 0; n < mostSkipped; n++) {
      // A whole step first, then on day by day in its direction.
      const day = from + step + n * Math.sign(step);
      const button = event.currentTarget.querySelector<HTMLElement>(`[data-day="${day}"]`);
      if (!button) continue;
      setAt(day);
      button.focus();
      return;
    }
  };
  return { onKeyDown, tabIndexOf: (day: DayNumber) => (day === at ? 0 : -1) };
}
