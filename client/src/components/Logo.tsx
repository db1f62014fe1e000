import css from './Logo.module.css';

/** The product's name with its three places. */
export function Logo({ name }: { name: string }) {
  return (
    <span className={css.logo}>
      <svg viewBox="0 0 44 44" aria-hidden focusable="false">
        <circle cx="13" cy="14" r="9" className={css.lake} />
        <path d="M33 5l9 17H24z" className={css.copper} />
        <rect x="14" y="25" width="17" height="17" rx="2" className={css.plum} />
      </svg>
      <b translate="no">{name}</b>
    </span>
  );
}
