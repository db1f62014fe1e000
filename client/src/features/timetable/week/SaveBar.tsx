import { AppError } from '@pluriclasse/shared/errors';
import { Save, TriangleAlert } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './SaveBar.module.css';
import type { WeekEditor } from './useWeekEditor.ts';

/** What is painted and not stored yet, at the foot of the window; what stands in the way of storing it. */
export function SaveBar({ editor }: { editor: WeekEditor }) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { unsaved, behind, failure, met, saving } = editor;
  const stale = behind || (failure instanceof AppError && failure.reason === 'stale');
  if (unsaved === 0) return null;
  return (
    <section className={css.bar} aria-label={t('save.label')}>
      {stale && (
        <Banner
          icon={TriangleAlert}
          className={css.banner ?? ''}
          act={
            <Button kind="primary" onClick={() => void editor.putOnTop()}>
              {t('save.putOnTop')}
            </Button>
          }
        >
          {t('save.stale')}
        </Banner>
      )}
      {failure && !stale && (
        <div className={css.failure}>
          <ErrorLine>
            {errorText(common, failure)} {t('save.kept')}
          </ErrorLine>
        </div>
      )}
      <div className={css.row}>
        <p className={css.words} role="status">
          <Icon of={Save} />
          <span>
            {t('save.unsaved', { count: unsaved })} {met > 0 && t('save.met', { count: met })}
          </span>
        </p>
        <Button onClick={editor.discard}>{t('save.discard')}</Button>
        {!stale && (
          <Button kind="primary" busy={saving} onClick={() => editor.save(() => showToast(common('saved')))}>
            {common('save')}
          </Button>
        )}
      </div>
    </section>
  );
}
