import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { UserX } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { holdsOn, isIn, type Entries, type Ground, type Spot, type View } from './entries.ts';
import type { Gone } from './gone.ts';
import type { Speak } from './useSpeak.ts';
import css from './week.module.css';

export interface GoneListProps {
  gone: Gone;
  entries: Entries;
  view: View;
  ground: Ground;
  speak: Speak;
  mayEdit: boolean;
  onGo: (spot: Spot) => void;
}

/** Hours that shall be seen at once; the others are counted. */
const shown = 8;

/** Hours whose teacher has left the school, first those of this week, and what to do. */
export function GoneList({ gone, entries, view, ground, speak, mayEdit, onGo }: GoneListProps) {
  const { t } = useTranslation('timetable');
  const all = entries.filter((entry) => gone.has(entry.entryId) && holdsOn(entry, ground.day));
  if (all.length === 0) return null;
  const here = all.filter((entry) => isIn(entry, view, ground.homes));
  const others = new Set(all.filter((entry) => !here.includes(entry)).flatMap(({ classGroupIds }) => classGroupIds));
  const wordsOf = (entry: TimetableEntry) =>
    [
      `${speak.place(entry)}: ${[entry.subject, ...entry.classGroupIds.map(speak.name)].join(', ')}`,
      speak.gone(gone.get(entry.entryId) ?? []),
    ].join('. ');
  return (
    <Paper title={t('gone.title', { count: all.length })}>
      {mayEdit && <p className={css.todo}>{t('gone.words')}</p>}
      <Rows>
        {here.slice(0, shown).map((entry) => {
          const words = wordsOf(entry);
          return (
            <Row
              key={entry.entryId}
              start={<Icon of={UserX} className={css.alert} />}
              end={
                <Button size="dense" aria-label={t('clash.goTo', { place: words })} onClick={() => onGo(entry)}>
                  {t('clash.go')}
                </Button>
              }
            >
              {words}
            </Row>
          );
        })}
      </Rows>
      {here.length > shown && <p className={css.note}>{t('clash.more', { count: here.length - shown })}</p>}
      {here.length < all.length && (
        <p className={css.note}>
          {t('gone.elsewhere', { count: all.length - here.length, classes: [...others].map(speak.name).join(', ') })}
        </p>
      )}
    </Paper>
  );
}
