import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './together.module.css';
import type { Planned } from './twinnings.ts';

export interface TwinningChoiceProps {
  twinnings: readonly Planned[];
  chosen: ReadonlySet<string>;
  /** Those with an own wish. */
  own: ReadonlySet<string>;
  /** Twinnings that have a series already and are not in the list. */
  scheduled: number;
  onChange: (chosen: ReadonlySet<string>) => void;
  onOwn: (planned: Planned) => void;
}

/** Rows that are drawn at first: hundreds at once would make a slow page slower. */
const FIRST = 60;

/** Which twinnings are planned together. */
export function TwinningChoice({ twinnings, chosen, own, scheduled, onChange, onOwn }: TwinningChoiceProps) {
  const { t } = useTranslation('together');
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const wanted = words.trim().toLocaleLowerCase();
  const found = twinnings.filter(
    ({ group }) =>
      wanted === '' ||
      [group.name, ...group.classes.map(({ school }) => school)].some((one) =>
        one.toLocaleLowerCase().includes(wanted),
      ),
  );
  const shown = all ? found : found.slice(0, FIRST);
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  const ids = found.map(({ group }) => group.twinningId);
  return (
    <Paper
      title={t('choose.title', { count: chosen.size, of: String(twinnings.length) })}
      aside={
        <div className={css.acts}>
          <Button size="dense" onClick={() => toggle(ids, true)}>
            {t('choose.all')}
          </Button>
          <Button size="dense" onClick={() => toggle(ids, false)}>
            {t('choose.none')}
          </Button>
        </div>
      }
    >
      {scheduled > 0 && <p className={css.note}>{t('choose.scheduled', { count: scheduled })}</p>}
      {twinnings.length > 8 && (
        <TextField label={t('choose.look')} value={words} onChange={setWords} type="search" maxLength={60} />
      )}
      <ul className={css.choices} aria-label={t('choose.label')}>
        {shown.map((planned) => {
          const { twinningId, name } = planned.group;
          return (
            <li key={twinningId} className={css.choice}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(twinningId)}
                  onChange={(event) => toggle([twinningId], event.target.checked)}
                />
                <span className={css.name}>{name}</span>
              </label>
              <span className={css.schools}>
                {[...planned.signs].map(([schoolId, sign]) => (
                  <span key={schoolId} className={css.school}>
                    <SiteMark sign={sign} />
                    {sign.name}
                  </span>
                ))}
              </span>
              <span className={css.choiceActs}>
                {own.has(twinningId) && <Chip icon={SlidersHorizontal}>{t('own.chip')}</Chip>}
                <Button size="dense" onClick={() => onOwn(planned)} aria-label={t('own.actOf', { name })}>
                  {t('own.act')}
                </Button>
                <Link href={`/twinnings/${twinningId}`} aria-label={t('choose.openOf', { name })}>
                  {t('choose.open')}
                </Link>
              </span>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className={css.note}>{t('choose.nobody')}</p>}
      {shown.length < found.length && (
        <Button onClick={() => setAll(true)}>{t('choose.more', { count: found.length - shown.length })}</Button>
      )}
    </Paper>
  );
}
