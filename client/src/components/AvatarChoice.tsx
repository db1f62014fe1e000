import { useId } from 'react';
import { Avatar } from './Avatar.tsx';
import css from './AvatarChoice.module.css';

export interface AvatarChoiceProps {
  legend: string;
  choices: readonly { avatar: string; word: string; taken: boolean }[];
  /** Said after the word of an animal that another pupil has. */
  takenWord: string;
  value: string;
  onChange: (avatar: string) => void;
}

/** All animals to choose from; one that another has can still be chosen, and says so. */
export function AvatarChoice({ legend, choices, takenWord, value, onChange }: AvatarChoiceProps) {
  const name = useId();
  return (
    <fieldset className={css.set}>
      <legend>{legend}</legend>
      <div className={css.grid}>
        {choices.map(({ avatar, word, taken }) => (
          <label key={avatar} className={css.choice} title={word}>
            <input
              type="radio"
              name={name}
              value={avatar}
              checked={avatar === value}
              aria-label={taken ? `${word}, ${takenWord}` : word}
              onChange={() => onChange(avatar)}
            />
            <Avatar avatar={avatar} className={taken ? css.taken : undefined} />
            <span aria-hidden>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
