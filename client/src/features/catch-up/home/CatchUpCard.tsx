import type { CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import { CircleCheck, CircleDashed, Flag, PencilLine, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../../components/ButtonLink.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import css from './CatchUpList.module.css';

export interface CatchUpCardProps {
  catchUp: CatchUpBrief;
  timeZone: string;
  href: string;
  /** Whether its act is the page's first one. */
  first: boolean;
  /** Beside the act, such as taking it along. */
  more?: ReactNode;
  /** Its board, small. */
  picture?: ReactNode;
}

/** One lesson in a pupil's list: when it was, how far one is, and the way in. */
export function CatchUpCard({ catchUp, timeZone, href, first, more, picture }: CatchUpCardProps) {
  const { t } = useTranslation('catch-up');
  const when = useWhen();
  const { title, startsAt, duration, state, seen } = catchUp;
  const act = t(`card.act.${state}`);
  const minutes = t('card.minutes', { count: Math.max(1, Math.round(duration / 60_000)) });
  return (
    <li className={css.card}>
      {picture && <div className={css.picture}>{picture}</div>}
      <h2>{title}</h2>
      <p className={css.note}>
        {when.day(startsAt, timeZone)} · {minutes}
      </p>
      <div className={css.far}>
        <Progress
          value={state === 'done' ? 1 : duration === 0 ? 0 : seen / duration}
          label={t('card.progress', { title })}
        />
        <State catchUp={catchUp} />
      </div>
      <div className={css.acts}>
        <ButtonLink
          href={href}
          size="big"
          icon={Play}
          {...(first && { kind: 'primary' as const })}
          aria-label={t('card.actLabel', { act, title })}
        >
          {act}
        </ButtonLink>
        {more}
      </div>
    </li>
  );
}

function State({ catchUp: { state, checks, task } }: { catchUp: CatchUpBrief }) {
  const { t } = useTranslation('catch-up');
  if (state === 'done') {
    return (
      <Chip state="good" icon={CircleCheck}>
        {t('card.state.done')}
      </Chip>
    );
  }
  if (state === 'new') return <Chip icon={CircleDashed}>{t('card.state.new')}</Chip>;
  if (checks.done < checks.all) return <Chip icon={Flag}>{t('card.checks', { ...checks })}</Chip>;
  if (task === 'open') return <Chip icon={PencilLine}>{t('card.taskLeft')}</Chip>;
  return <Chip icon={CircleDashed}>{t('card.state.going')}</Chip>;
}
