import { remindAsk, type Ask } from '@pluriclasse/shared/api/asks';
import { readSeries, listSeries } from '@pluriclasse/shared/api/series';
import { readTwinning } from '@pluriclasse/shared/api/twinnings';
import { Check, Hourglass, Mail, Minus, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useNow } from '../../lib/useNow.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { waitedDays } from './asks.ts';
import css from './twinnings.module.css';

/** One question within a step: of whom, and what was answered when, or how long one waits. */
export function AskRow({ ask, sign }: { ask: Ask; sign: SiteSign | undefined }) {
  const { t } = useTranslation('twinnings');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const now = useNow(60_000);
  const remind = useChange(remindAsk, [readSeries, listSeries, readTwinning]);
  const {
    askId,
    school,
    person,
    headless,
    answer,
    answeredAt,
    answeredBy,
    askedAt,
    remindedAt,
    reason,
    closedAt,
    may,
  } = ask;
  const waited = waitedDays(askedAt, now);
  const who = answeredBy?.name ?? person?.name ?? (headless ? t('asks.headless') : t(`asks.any.${ask.step}`));
  return (
    <li className={css.ask}>
      <div className={css.askWho}>
        {sign && <SiteMark sign={sign} />}
        <span title={school.name}>{who}</span>
        {answer === null && closedAt !== null ? (
          <Chip icon={Minus}>{t('asks.closed')}</Chip>
        ) : answer === null ? (
          <Chip state="slow" icon={Hourglass}>
            {waited === 0 ? t('asks.today') : t('asks.waits', { count: waited })}
          </Chip>
        ) : (
          <Chip state={answer === 'yes' ? 'good' : 'trouble'} icon={answer === 'yes' ? Check : X}>
            {answeredAt === null ? t(`asks.${answer}`) : when.day(answeredAt)}
          </Chip>
        )}
      </div>
      {reason && <p className={css.note}>{t('asks.reason', { reason })}</p>}
      {answer === null && (
        <div className={css.askActs}>
          {remindedAt !== null && <span className={css.note}>{t('asks.reminded', { day: when.day(remindedAt) })}</span>}
          {may.answer && (
            <ButtonLink size="dense" href={`/asks/${askId}`}>
              {t('asks.answer')}
            </ButtonLink>
          )}
          {/* Who was asked today need not be reminded. */}
          {may.remind && waited > 0 && (
            <Button
              size="dense"
              icon={Mail}
              busy={remind.isPending}
              onClick={() =>
                remind.mutate(
                  { params: { askId } },
                  { onSuccess: () => showToast(t('asks.remindDone', { name: who })) },
                )
              }
            >
              {t('asks.remind')}
            </Button>
          )}
        </div>
      )}
      {remind.error && <ErrorLine>{errorText(common, remind.error)}</ErrorLine>}
    </li>
  );
}
