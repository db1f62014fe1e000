import {
  readAgreement,
  remindSchool,
  type Agreement,
  type Consent,
  type Vote,
} from '@pluriclasse/shared/api/agreements';
import type { VoteBody } from '@pluriclasse/shared/domain/agreement';
import { Check, DoorOpen, FilePen, Flag, Hourglass, Mail, PenLine, X, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { cx } from '../../components/cx.ts';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { siteSigns, type SiteSign } from '../../components/siteSign.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './agreements.module.css';
import { useDay } from './useDay.ts';
import { VoteDialog } from './VoteDialog.tsx';

type Look = 'done' | 'now' | 'refused' | 'open';

/** Who has said yes: asked, each school, in force. */
export function Steps({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const when = useWhen();
  const day = useDay();
  const { proposedAt, createdBy, consents, state, from } = agreement;
  const signs = siteSigns(consents.map(({ school }) => school.name));
  const made = state === 'agreed' || state === 'in-force' || state === 'expiring';
  return (
    <Paper title={t('steps.title')}>
      <ol className={css.steps}>
        <Step look={proposedAt === null ? 'open' : 'done'} icon={proposedAt === null ? FilePen : Check}>
          <h3>{t('steps.asked')}</h3>
          {proposedAt === null ? (
            <p className={css.small}>{t('steps.notAsked')}</p>
          ) : (
            <p className={css.small}>
              {[createdBy?.name, when.date(proposedAt)].filter((part) => part !== undefined).join(', ')}
            </p>
          )}
        </Step>
        {consents.map((consent, n) => (
          <SchoolStep key={consent.school.schoolId} agreement={agreement} consent={consent} sign={signs[n]} />
        ))}
        <Step look={made ? 'done' : 'open'} icon={Flag}>
          <h3>{t('steps.goal')}</h3>
          <p className={css.small}>{made ? t('steps.goalFrom', { day: day(from) }) : t('steps.goalWaits')}</p>
        </Step>
      </ol>
    </Paper>
  );
}

function Step({ look, icon, children }: { look: Look; icon: LucideIcon; children: ReactNode }) {
  return (
    <li className={cx(css.step, look !== 'open' && css[look])}>
      <span className={css.stop}>
        <Icon of={icon} />
      </span>
      {children}
    </li>
  );
}

const icons: Record<Consent['standing'], LucideIcon> = {
  waiting: Hourglass,
  agreed: Check,
  refused: X,
  withdrawn: DoorOpen,
};

function SchoolStep({
  agreement,
  consent,
  sign,
}: {
  agreement: Agreement;
  consent: Consent;
  sign: SiteSign | undefined;
}) {
  const { t } = useTranslation('agreements');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [voting, setVoting] = useState(false);
  const { school, needs, votes, standing, withdrawn, headless } = consent;
  const { agreementId, state, may } = agreement;
  const remind = useChange(remindSchool, [readAgreement]);
  const looks = {
    waiting: state === 'waiting' ? 'now' : 'open',
    agreed: 'done',
    refused: 'refused',
    withdrawn: 'open',
  };
  const bodies: VoteBody[] = [...new Set([...needs, ...votes.map(({ body }) => body)])];
  const sendReminder = () =>
    remind.mutate(
      { params: { agreementId }, body: { schoolId: school.schoolId } },
      { onSuccess: () => showToast(t('steps.reminded', { school: school.name })) },
    );
  return (
    <Step look={looks[standing] as Look} icon={icons[standing]}>
      <h3>
        {sign && <SiteMark sign={sign} />}
        <span>{school.name}</span>
      </h3>
      {withdrawn ? (
        <p className={css.small}>
          {t('steps.withdrawnOn', { day: when.date(withdrawn.at), reason: withdrawn.reason })}
        </p>
      ) : (
        <ul className={css.bodies}>
          {bodies.map((body) => (
            <Body key={body} body={body} votes={votes.filter((vote) => vote.body === body)} />
          ))}
        </ul>
      )}
      {standing === 'waiting' && state === 'waiting' && <Waiting since={agreement.proposedAt} />}
      {standing === 'waiting' && headless && <p className={css.small}>{t('steps.noHead')}</p>}
      <div className={css.acts}>
        {may.consentFor.includes(school.schoolId) && (
          <Button
            icon={PenLine}
            kind={standing === 'waiting' ? 'primary' : 'quiet'}
            aria-label={t('vote.actFor', { school: school.name })}
            onClick={() => setVoting(true)}
          >
            {t('vote.act')}
          </Button>
        )}
        {may.remind && standing === 'waiting' && (
          <Button icon={Mail} busy={remind.isPending} onClick={sendReminder}>
            {t('steps.remind')}
          </Button>
        )}
      </div>
      {remind.error && <ErrorLine>{errorText(common, remind.error)}</ErrorLine>}
      {voting && <VoteDialog agreementId={agreementId} consent={consent} onClose={() => setVoting(false)} />}
    </Step>
  );
}

function Waiting({ since }: { since: number | null }) {
  const { t } = useTranslation('agreements');
  const now = useNow(60_000);
  if (since === null) return null;
  const days = Math.floor((now - since) / 86_400_000);
  return <p className={css.small}>{days < 1 ? t('steps.waitsToday') : t('steps.waits', { count: days })}</p>;
}

/** What one body said last, and that it said something before. */
function Body({ body, votes }: { body: VoteBody; votes: readonly Vote[] }) {
  const { t } = useTranslation('agreements');
  const day = useDay();
  const last = votes.at(-1);
  if (last === undefined) {
    return (
      <li>
        <span>{t(`bodies.${body}`)}</span>
        <Chip icon={Hourglass}>{t('vote.missing')}</Chip>
      </li>
    );
  }
  const { bodyName, result, protocol, note } = last;
  const more = [
    protocol && t('vote.number', { number: protocol }),
    note,
    votes.length > 1 && t('vote.older', { count: votes.length - 1 }),
  ].filter((part): part is string => typeof part === 'string');
  return (
    <li>
      <span>{bodyName ?? t(`bodies.${body}`)}</span>
      <Chip icon={result === 'yes' ? Check : X} state={result === 'yes' ? 'good' : 'trouble'}>
        {t(result === 'yes' ? 'vote.yesChip' : 'vote.noChip', { day: day(last.day) })}
      </Chip>
      {more.length > 0 && <p className={css.small}>{more.join(' · ')}</p>}
    </li>
  );
}
