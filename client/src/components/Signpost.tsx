import type { ReactNode } from 'react';
import { Avatar } from './Avatar.tsx';
import css from './Signpost.module.css';
import { cx } from './cx.ts';
import type { SiteSign } from './siteSign.ts';
import { siteColour, SiteMark } from './SiteMark.tsx';
import { TalkBars } from './TalkBars.tsx';

export interface SignpostProps {
  /** filled = speaks, outlined = next. */
  kind: 'speaking' | 'next';
  sign: SiteSign;
  /** A pupil's animal; without one a class as a whole has the turn and its mark stands here. */
  avatar?: string | undefined;
  /** "Speaking", "Next". */
  word: string;
  name: ReactNode;
  /** Voice is heard now. */
  live?: boolean;
  /** What stands at the tip: how long the turn lasts, the school's mark. */
  end?: ReactNode;
  className?: string | undefined;
}

/** The turn as a signpost; its tip points to the clock. Its size follows the font size of where it stands. */
export function Signpost({ kind, sign, avatar, word, name, live = false, end, className }: SignpostProps) {
  const speaking = kind === 'speaking';
  return (
    <div className={cx(css.arm, siteColour(sign), css[kind], className)}>
      <div className={css.board}>
        {avatar === undefined ? (
          <SiteMark sign={sign} reversed={speaking} className={css.mark} />
        ) : (
          <Avatar avatar={avatar} sign={sign} reversed={speaking} className={css.avatar} />
        )}
        <div className={css.words}>
          <p className={css.word}>
            {word} {speaking && live && <TalkBars />}
          </p>
          <p className={css.name}>{name}</p>
        </div>
        {end}
      </div>
    </div>
  );
}
