import type { Check, Given } from '@pluriclasse/shared/capsule/checks';
import { Check as Tick } from 'lucide-react';
import { useId } from 'react';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './answers.module.css';

export interface AnswerProps<K extends Given['kind']> {
  check: Extract<Check, { kind: K }>;
  given: Extract<Given, { kind: K }>;
  onChange: (given: Given) => void;
  /** By place, once graded. */
  fits?: readonly boolean[] | undefined;
}

/** One of some, or several where several are right. */
export function ChoiceAnswer({ check, given, onChange }: AnswerProps<'choice'>) {
  const { t } = useTranslation('catch-up');
  const name = useId();
  const several = check.options.filter(({ right }) => right).length > 1;
  const choose = (at: number, on: boolean) => {
    const others = several ? given.chosen.filter((one) => one !== at) : [];
    onChange({ kind: 'choice', chosen: on ? [...others, at] : others });
  };
  return (
    <fieldset className={css.options}>
      <legend className={css.legend}>{t(several ? 'check.some' : 'check.one')}</legend>
      {check.options.map(({ text }, at) => {
        const chosen = given.chosen.includes(at);
        return (
          <label key={at} className={css.option}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen}
              onChange={(event) => choose(at, event.target.checked)}
            />
            <span>{text}</span>
            {chosen && <Icon of={Tick} />}
          </label>
        );
      })}
    </fieldset>
  );
}
