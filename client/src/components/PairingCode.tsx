import css from './PairingCode.module.css';

/** A code to read aloud: big, grouped, in the type whose zero has no slash. `groups` are lengths: 3 and 2, 4 and 4. */
export function PairingCode({ code, groups }: { code: string; groups: readonly number[] }) {
  let at = 0;
  const parts = groups.map((length) => code.slice(at, (at += length)));
  return (
    <p className={css.code} role="img" aria-label={[...code].join(' ')}>
      {parts.join('\u00a0')}
    </p>
  );
}
