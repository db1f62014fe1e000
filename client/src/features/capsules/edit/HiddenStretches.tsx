import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './edit.module.css';
import { hide, show, wholeOf } from './changes.ts';
import { timeText } from './clock.ts';
import { TimeField } from './TimeField.tsx';
import type { Editing } from './useEditing.ts';

/** Milliseconds of a stretch that begins at the head and whose end is not chosen yet. */
const first = 10_000;

/** Stretches that are cut from what is delivered. */
export function HiddenStretches({ editing, head }: { editing: Editing; head: number }) {
  const { t } = useTranslation('capsules');
  const { edit, base } = editing;
  const { to: max } = wholeOf(base.recorded);
  const [from, setFrom] = useState<number>();
  const [to, setTo] = useState<number>();
  const begin = from ?? head;
  const end = to ?? Math.min(max, begin + first);
  const add = () => {
    if (end <= begin) return;
    editing.change(hide(base.recorded, edit, { from: begin, to: end }));
    setFrom(undefined);
    setTo(undefined);
  };
  return (
    <section className={css.part}>
      <h3>{t('edit.hidden.title')}</h3>
      {edit.hidden.length === 0 ? (
        <p className={css.note}>{t('edit.hidden.none')}</p>
      ) : (
        <ul className={css.list}>
          {edit.hidden.map((stretch, n) => (
            <li key={`${stretch.from} ${stretch.to}`} className={css.row}>
              <span className={css.span}>
                {timeText(stretch.from)} – {timeText(stretch.to)}
              </span>
              <Button
                size="dense"
                aria-label={t('edit.hidden.showNth', { n: n + 1 })}
                onClick={() => editing.change(show(edit, n))}
              >
                {t('edit.hidden.show')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className={css.new}>
        <legend>{t('edit.hidden.new')}</legend>
        <div className={css.row}>
          <TimeField label={t('edit.hidden.from')} value={begin} max={max} onChange={setFrom} />
          <Button aria-label={`${t('edit.hidden.from')}: ${t('edit.here')}`} onClick={() => setFrom(head)}>
            {t('edit.here')}
          </Button>
        </div>
        <div className={css.row}>
          <TimeField
            label={t('edit.hidden.to')}
            value={end}
            max={max}
            onChange={setTo}
            error={end <= begin ? t('edit.orderError') : undefined}
          />
          <Button aria-label={`${t('edit.hidden.to')}: ${t('edit.here')}`} onClick={() => setTo(head)}>
            {t('edit.here')}
          </Button>
        </div>
        <Button icon={EyeOff} onClick={add}>
          {t('edit.hidden.add')}
        </Button>
      </fieldset>
    </section>
  );
}
