import { Tablet } from 'lucide-react';
import { Avatar } from './Avatar.tsx';
import { Chip } from './Chip.tsx';
import css from './AvatarCard.module.css';

export interface AvatarCardProps {
  avatar: string;
  alias: string;
  /** Someone has this animal on another tablet: the words for it. */
  taken?: string | undefined;
  onPick: () => void;
}

/** One pupil in "Who are you?". */
export function AvatarCard({ avatar, alias, taken, onPick }: AvatarCardProps) {
  return (
    <button type="button" className={css.card} disabled={taken !== undefined} onClick={onPick}>
      <Avatar avatar={avatar} className={css.avatar} />
      <b className={alias.length > 10 ? css.long : undefined}>{alias}</b>
      {taken !== undefined && <Chip icon={Tablet}>{taken}</Chip>}
    </button>
  );
}
