import type { Agreement, AgreementEvent } from '@pluriclasse/shared/api/agreements';
import { VoteBody } from '@pluriclasse/shared/domain/agreement';
import { Paper } from '../../components/Paper.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './agreements.module.css';

/** What happened to an agreement, the newest first. */
export function History({ agreement: { history, consents } }: { agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const when = useWhen();
  const names = new Map(consents.map(({ school }) => [school.schoolId, school.name]));
  const detailOf = ({ kind, detail }: AgreementEvent) => {
    if (kind !== 'voted') return detail ?? '';
    const [body, result] = (detail ?? '').split(' ');
    const parsed = VoteBody.safeParse(body);
    if (!parsed.success) return detail ?? '';
    return t('history.voteDetail', {
      body: t(`bodies.${parsed.data}`),
      result: t(result === 'yes' ? 'standings.agreed' : 'standings.refused'),
    });
  };
  return (
    <Paper title={t('history.title')} className={css.stack}>
      {/* A long history is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol className={css.events} tabIndex={0} aria-label={t('history.title')}>
        {history.map((event) => {
          const school = (event.schoolId && names.get(event.schoolId)) ?? '';
          const what = t(`history.${event.kind}`, { school, detail: detailOf(event) });
          return (
            <li key={`${event.at} ${event.kind} ${event.schoolId} ${event.detail}`}>
              <span>{event.by === null ? what : t('history.by', { what, name: event.by.name })}</span>
              <span className={css.small}>{when.date(event.at)}</span>
            </li>
          );
        })}
      </ol>
    </Paper>
  );
}
