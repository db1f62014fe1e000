import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { WishDraft, WishedClass } from './draft.ts';
import css from './wish.module.css';
import type { KnownSchool } from './useWishedClasses.ts';

export interface MayReplaceProps {
  schools: readonly KnownSchool[];
  classes: readonly WishedClass[];
  signs: ReadonlyMap<string, SiteSign>;
  chosen: WishDraft['mayDisplace'];
  onChange: (chosen: WishDraft['mayDisplace']) => void;
}

/** Whose hours of which subjects may be taken, school by school. */
export function MayReplace({ schools, classes, signs, chosen, onChange }: MayReplaceProps) {
  const { t } = useTranslation('hours');
  return (
    <fieldset className={css.replace}>
      <legend>{t('mayReplace')}</legend>
      <p className={css.hint}>{t('mayReplaceHint')}</p>
      {schools.map(({ schoolId, subjects: all }) => {
        const mine = chosen[schoolId] ?? [];
        const sign = signs.get(schoolId);
        const school = classes.find((one) => one.schoolId === schoolId)?.school;
        if (school === undefined || all.length === 0) return null;
        const toggle = (subject: string) =>
          onChange({
            ...chosen,
            [schoolId]: mine.includes(subject) ? mine.filter((other) => other !== subject) : [...mine, subject],
          });
        return (
          <details key={schoolId} className={css.school}>
            <summary>
              {sign && <SiteMark sign={sign} />}
              <span>{school}</span>
              <span className={css.small}>
                {mine.length === 0 ? t('onlyEnglish') : t('subjectsToo', { count: mine.length })}
              </span>
            </summary>
            <div className={css.subjects}>
              {all.map((subject) => (
                <button
                  key={subject}
                  type="button"
                  className={css.subject}
                  aria-pressed={mine.includes(subject)}
                  onClick={() => toggle(subject)}
                >
                  {subject}
                </button>
              ))}
            </div>
          </details>
        );
      })}
    </fieldset>
  );
}
