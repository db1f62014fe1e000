import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import { PhasePath } from '../../../components/PhasePath.tsx';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { chaptersOf, isPage, keptOf, previewOf } from './changes.ts';
import { timeText } from './clock.ts';
import css from './edit.module.css';
import type { Editing } from './useEditing.ts';

/** How long it will be, and its chapters by the viewers' time. */
export function Preview({ editing: { edit, base } }: { editing: Editing }) {
  const { t } = useTranslation('capsules');
  const { length, chapters } = previewOf(keptOf(base.recorded, edit), chaptersOf(base, edit));
  const tops = chapters.some((one) => !isPage(one)) ? chapters.filter((one) => !isPage(one)) : chapters;
  const [first] = tops;
  const lead = first === undefined || first.at > 0 ? [{ at: 0, title: '' }, ...tops] : tops;
  return (
    <section className={css.part}>
      <h3>{t('edit.preview.title')}</h3>
      <p className={css.length} role="status">
        {t('edit.preview.length', { kept: timeText(length), whole: timeText(lengthOf(base.recorded)) })}
      </p>
      {length > 0 && (
        <PhasePath
          minutes={lead.map(({ at }, n) => Math.max(1, (lead[n + 1]?.at ?? length) - at))}
          current={lead.length}
          progress={0}
          label={t('edit.preview.path')}
        />
      )}
      <ol className={css.shown} aria-label={t('edit.preview.path')}>
        {chapters.map(({ at, title, page }) => (
          <li key={`${at} ${page ?? ''}`} className={cx(page !== undefined && css.pageOf)}>
            <span className={css.at}>{timeText(at)}</span>{' '}
            <span>{title === '' && page !== undefined ? t('edit.chapters.page', { number: page }) : title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
