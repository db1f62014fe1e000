import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './edit.module.css';
import { trimAt, wholeOf } from './changes.ts';
import { TimeField } from './TimeField.tsx';
import type { Editing } from './useEditing.ts';

/** Where what viewers see begins and ends. */
export function Trim({ editing, head }: { editing: Editing; head: number }) {
  const { t } = useTranslation('capsules');
  const { edit, base } = editing;
  const whole = wholeOf(base.recorded);
  const set = (end: keyof Stretch, at: number) => editing.change(trimAt(base.recorded, edit, end, at));
  return (
    <section className={css.part}>
      <h3>{t('edit.trim.title')}</h3>
      <div className={css.row}>
        <TimeField
          label={t('edit.trim.from')}
          value={edit.trim?.from ?? whole.from}
          max={whole.to}
          onChange={(at) => set('from', at)}
        />
        <Button onClick={() => set('from', head)}>{t('edit.trim.fromHere')}</Button>
      </div>
      <div className={css.row}>
        <TimeField
          label={t('edit.trim.to')}
          value={edit.trim?.to ?? whole.to}
          max={whole.to}
          onChange={(at) => set('to', at)}
        />
        <Button onClick={() => set('to', head)}>{t('edit.trim.toHere')}</Button>
      </div>
      {edit.trim !== null && (
        <Button kind="bare" onClick={() => editing.change({ ...edit, trim: null })}>
          {t('edit.trim.reset')}
        </Button>
      )}
    </section>
  );
}
