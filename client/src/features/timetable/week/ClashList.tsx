import { TriangleAlert } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { Clash } from './clashes.ts';
import { isIn, type Ground, type Spot, type View } from './entries.ts';
import type { Speak } from './useSpeak.ts';
import css from './week.module.css';

export interface ClashListProps {
  clashes: ReadonlyMap<string, readonly Clash[]>;
  view: View;
  ground: Ground;
  speak: Speak;
  onGo: (spot: Spot) => void;
}

/** Clashes that shall be seen at once; the others are counted. */
const shown = 8;

/** Who and what is wanted twice in one hour, first where this week is part of it. */
export function ClashList({ clashes, view, ground, speak, onGo }: ClashListProps) {
  const { t } = useTranslation('timetable');
  const all = [...clashes.values()].flat();
  const isHere = ({ entries }: Clash) => entries.some((entry) => isIn(entry, view, ground.homes));
  const here = all.filter(isHere);
  const elsewhere = all.length - here.length;
  if (all.length === 0) return null;
  return (
    <Paper title={t('clash.title', { count: all.length })}>
      <Rows>
        {here.slice(0, shown).map((clash) => {
          const [spot] = clash.entries;
          const words = `${speak.place(spot)}: ${speak.clash(clash)}`;
          return (
            <Row
              key={`${clash.kind} ${clash.id} ${clash.entries.map(({ entryId }) => entryId).join(' ')}`}
              start={<Icon of={TriangleAlert} className={css.alert} />}
              end={
                <Button size="dense" aria-label={t('clash.goTo', { place: words })} onClick={() => onGo(spot)}>
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
      {elsewhere > 0 && <p className={css.note}>{t('clash.elsewhere', { count: elsewhere })}</p>}
    </Paper>
  );
}
