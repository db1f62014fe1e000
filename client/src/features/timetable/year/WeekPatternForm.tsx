import { updateSchoolYear, type Timetable } from '@pluriclasse/shared/api/timetables';
import { IsoDay, mondayOf, toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { WeekPattern } from '@pluriclasse/shared/calendar/model';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useToday } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { WeekTurns } from './WeekTurns.tsx';

/** Weeks that take turns: their names, since when, and whether weeks without school count. */
export function WeekPatternForm({ timetable }: { timetable: Timetable }) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { schoolId, revision, mayEdit, weekPattern } = timetable;
  const monday = toIsoDay(mondayOf(useToday(timetable.timeZone)));
  const [draft, setDraft] = useState<WeekPattern | null>(weekPattern);
  const change = useTimetableChange(updateSchoolYear, schoolId);
  const set = (part: Partial<WeekPattern>) => draft && setDraft({ ...draft, ...part });
  const names = draft?.names.map((name) => name.trim()) ?? [];
  const twice = new Set(names).size < names.length;
  const whole = draft === null || (IsoDay.safeParse(draft.anchor).success && !twice && !names.includes(''));
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!whole) return;
    change.mutate(
      { params: { schoolId }, body: { revision, weekPattern: draft && { ...draft, names } } },
      { onSuccess: () => showToast(common('saved')) },
    );
  };
  if (!mayEdit) {
    return (
      <Paper title={t('year.weeks.title')}>
        {weekPattern ? <WeekTurns timetable={timetable} pattern={weekPattern} /> : <p>{t('year.weeks.same')}</p>}
      </Paper>
    );
  }
  return (
    <Paper title={t('year.weeks.title')}>
      <form className={page.stack} onSubmit={save}>
        <RadioCards
          legend={t('year.weeks.how')}
          value={draft === null ? 'same' : String(draft.names.length)}
          cards={[
            { value: 'same', label: t('year.weeks.same') },
            ...['2', '3', '4'].map((value) => ({ value, label: t('year.weeks.turns', { count: Number(value) }) })),
          ]}
          row
          onChange={(value) => setDraft(value === 'same' ? null : withNames(draft, Number(value), monday))}
        />
        {draft && (
          <>
            <div className={page.pair}>
              {draft.names.map((name, at) => (
                <TextField
                  key={at}
                  label={t('year.weeks.name', { number: at + 1 })}
                  value={name}
                  required
                  maxLength={8}
                  error={twice && names.indexOf(name.trim()) < at ? t('year.weeks.twice') : undefined}
                  onChange={(value) => set({ names: draft.names.map((other, n) => (n === at ? value : other)) })}
                />
              ))}
            </div>
            <TextField
              label={t('year.weeks.anchor', { name: names[0] ?? '' })}
              hint={t('year.weeks.anchorHint')}
              type="date"
              required
              value={draft.anchor}
              onChange={(anchor) => set({ anchor })}
            />
            <RadioCards
              legend={t('year.weeks.holidays')}
              value={draft.closuresCount ? 'count' : 'skip'}
              cards={[
                { value: 'skip', label: t('year.weeks.skip'), note: t('year.weeks.skipNote') },
                { value: 'count', label: t('year.weeks.count'), note: t('year.weeks.countNote') },
              ]}
              onChange={(value) => set({ closuresCount: value === 'count' })}
            />
            {whole && <WeekTurns timetable={timetable} pattern={{ ...draft, names }} />}
          </>
        )}
        {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
        <Button type="submit" busy={change.isPending}>
          {common('save')}
        </Button>
      </form>
    </Paper>
  );
}

/** As many names as asked for; those that are there stay. */
function withNames(pattern: WeekPattern | null, count: number, monday: string): WeekPattern {
  const letters = ['A', 'B', 'C', 'D'];
  return {
    anchor: pattern?.anchor ?? monday,
    closuresCount: pattern?.closuresCount ?? false,
    names: letters.slice(0, count).map((letter, at) => pattern?.names[at] ?? letter),
  };
}
