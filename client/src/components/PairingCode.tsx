import css from './PairingCode.module.css';

/** A code to read aloud, in the type whose zero has no slash; spaces group it: `K7M 42`. */
export function PairingCode({ code }: { code: string }) {
  const spelled = code.replaceAll(' ', '').split('').join(' ');
  return (
    <p className={css.code} role="img" aria-label={spelled}>
      {code.replaceAll(' ', '\u00a0')}
    </p>
  );
}
