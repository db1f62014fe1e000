import type { Chapter } from '@pluriclasse/shared/capsule/manifest';
import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { Hidden } from '../../../components/Hidden.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './edit.module.css';
import { chaptersOf, isPage, withChapters, wholeOf } from './changes.ts';
import { TimeField } from './TimeField.tsx';
import type { Editing } from './useEditing.ts';

/** As many as the server keeps, and as long. */
const most = 120;
const longest = 80;

/** Where chapters begin, and how they are called. */
export function Chapters({ editing, head }: { editing: Editing; head: number }) {
  const { t } = useTranslation('capsules');
  const { edit, base } = editing;
  const { to: max } = wholeOf(base.recorded);
  const chapters = chaptersOf(base, edit);
  const nameOf = ({ title, page }: Chapter) =>
    title === '' && page !== undefined ? t('edit.chapters.page', { number: page }) : title;
  const put = (n: number, chapter: Chapter) =>
    withChapters(
      edit,
      chapters.map((one, other) => (other === n ? chapter : one)),
    );
  return (
    <section className={css.part}>
      <h3>{t('edit.chapters.title')}</h3>
      {edit.chapters === null && <p className={css.note}>{t('edit.chapters.automatic')}</p>}
      {chapters.length === 0 && <p className={css.note}>{t('edit.chapters.none')}</p>}
      <ul className={css.list}>
        {chapters.map((chapter, n) => (
          // Chapters have no other name than their place; a moved one's field is another's then, with its own words.
          <li key={n}>
            <fieldset className={cx(css.chapter, isPage(chapter) && css.pageOf)}>
              <legend>
                {chapter.page === undefined ? (
                  <Hidden>{t('edit.chapters.nth', { n: n + 1 })}</Hidden>
                ) : (
                  t('edit.chapters.page', { number: chapter.page })
                )}
              </legend>
              <TimeField
                label={t('edit.chapters.at')}
                labelHidden={n > 0}
                value={chapter.at}
                max={max}
                onChange={(at) => editing.change(put(n, { ...chapter, at }))}
              />
              <TextField
                label={t('edit.chapters.name')}
                labelHidden={n > 0}
                value={chapter.title}
                maxLength={longest}
                placeholder={chapter.page === undefined ? undefined : t('edit.chapters.pageHint')}
                error={!isPage(chapter) && chapter.title.trim() === '' && t('edit.chapters.nameError')}
                onChange={(title) => editing.change(put(n, { ...chapter, title }), `title ${n}`)}
              />
              <IconButton
                icon={Trash2}
                label={t('edit.chapters.remove', { n: n + 1, title: nameOf(chapter) })}
                onClick={() =>
                  editing.change(
                    withChapters(
                      edit,
                      chapters.filter((_, other) => other !== n),
                    ),
                  )
                }
              />
            </fieldset>
          </li>
        ))}
      </ul>
      <div className={css.row}>
        <Button
          icon={Plus}
          disabled={chapters.length >= most}
          onClick={() =>
            editing.change(withChapters(edit, [...chapters, { at: head, title: t('edit.chapters.newName') }]))
          }
        >
          {t('edit.chapters.add')}
        </Button>
        {edit.chapters !== null && (
          <Button kind="bare" onClick={() => editing.change({ ...edit, chapters: null })}>
            {t('edit.chapters.reset')}
          </Button>
        )}
      </div>
    </section>
  );
}
