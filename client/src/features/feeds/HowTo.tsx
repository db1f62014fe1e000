import { useTranslation } from '../../lib/useTranslation.ts';
import css from './feeds.module.css';

const programs = ['google', 'outlook', 'apple', 'android', 'thunderbird'] as const;

/** How the address gets into the programs that people have. */
export function HowTo() {
  const { t } = useTranslation('feeds');
  return (
    <>
      {programs.map((program) => (
        <details key={program} className={css.how}>
          <summary>{t(`how.${program}.title`)}</summary>
          <p>{t(`how.${program}.words`)}</p>
        </details>
      ))}
    </>
  );
}
