import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import { findPartners, type Match, type MatchPart } from '@pluriclasse/shared/api/twinnings';
import {
  CalendarDays,
  Clock,
  GraduationCap,
  Handshake,
  Languages,
  Lightbulb,
  Network,
  Sprout,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './partners.module.css';
import { ProposeTwinningDialog } from './ProposeTwinningDialog.tsx';

const icons: Record<MatchPart['kind'], LucideIcon> = {
  age: Sprout,
  level: GraduationCap,
  topics: Lightbulb,
  hours: Clock,
  weeks: CalendarDays,
  size: Users,
  languages: Languages,
  agreement: Handshake,
};

/** Classes of other schools that fit, the best first, each with why. */
export function Matches({ group, mayPropose }: { group: ClassGroup; mayPropose: boolean }) {
  const { t } = useTranslation('partners');
  const [asked, setAsked] = useState<Match>();
  const read = useRead(findPartners, { params: { classGroupId: group.classGroupId } });
  return (
    <Paper title={t('matches.title')}>
      <ReadState read={read}>
        {({ matches }) =>
          matches.length === 0 ? (
            <EmptyState title={t('matches.none')}>{t('matches.noneWords')}</EmptyState>
          ) : (
            <ol className={css.matches}>
              {matches.map((match) => (
                <MatchItem
                  key={match.offer.classGroup.classGroupId}
                  match={match}
                  onPropose={mayPropose ? () => setAsked(match) : undefined}
                />
              ))}
            </ol>
          )
        }
      </ReadState>
      {asked && <ProposeTwinningDialog group={group} offer={asked.offer} onClose={() => setAsked(undefined)} />}
    </Paper>
  );
}

function MatchItem({ match, onPropose }: { match: Match; onPropose: (() => void) | undefined }) {
  const { t } = useTranslation('partners');
  const partWords = usePartWords();
  const { offer, score, parts, twinningId } = match;
  const percent = Math.round(score * 100);
  return (
    <li className={css.match}>
      <div className={css.fit}>
        <b>{t('matches.percent', { percent: String(percent) })}</b>
        <span className={css.meter} aria-hidden>
          <i style={{ width: `${percent}%` }} />
        </span>
      </div>
      <div className={css.about}>
        <h3>
          {offer.classGroup.name}, {offer.school.name}
        </h3>
        <p className={css.note}>{offer.school.town}</p>
        {offer.note && <p>{offer.note}</p>}
        <ul className={css.parts}>
          {parts.map((part) => (
            <li key={part.kind} className={part.score >= 0.5 ? css.good : css.weak}>
              <Icon of={icons[part.kind]} />
              <span>{partWords(part)}</span>
            </li>
          ))}
        </ul>
      </div>
      {twinningId === null ? (
        onPropose && (
          <Button icon={Network} onClick={onPropose}>
            {t('propose.open')}
          </Button>
        )
      ) : (
        <ButtonLink href={`/twinnings/${twinningId}`}>{t('matches.already')}</ButtonLink>
      )}
    </li>
  );
}

function usePartWords(): (part: MatchPart) => string {
  const { t, language } = useTranslation('partners');
  const when = useWhen();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return (part) => {
    switch (part.kind) {
      case 'age':
        if (part.common === null) return t('parts.noAge');
        return part.common.from === part.common.to
          ? t('parts.oneAge', { age: String(part.common.from) })
          : t('parts.age', { from: String(part.common.from), to: String(part.common.to) });
      case 'level':
        if (part.steps === null) return t('parts.noLevel');
        return part.steps === 0 ? t('parts.sameLevel') : t('parts.level', { count: part.steps });
      case 'topics':
        return part.common.length > 0 ? t('parts.topics', { topics: when.list(part.common) }) : t('parts.noTopics');
      case 'hours': {
        const apart = Math.abs(part.clocks) / 60;
        const clocks = apart === 0 ? t('parts.sameClocks') : t('parts.clocks', { count: apart });
        return part.minutes > 0 ? t('parts.hours', { hours: String(Math.round(part.minutes / 60)), clocks }) : clocks;
      }
      case 'weeks':
        return part.common === null
          ? t('parts.noWeeks')
          : t('parts.weeks', { count: part.common, of: String(part.of) });
      case 'size':
        return t('parts.size', { mine: String(part.mine), theirs: String(part.theirs) });
      case 'languages':
        return part.common.length > 0
          ? t('parts.languages', { languages: when.list(part.common.map((code) => names.of(code) ?? code)) })
          : t('parts.noLanguages');
      case 'agreement':
        return t(part.inForce ? 'parts.agreement' : 'parts.noAgreement');
    }
  };
}
