import { listTwinningInvitations, withdrawTwinningInvitation } from '@pluriclasse/shared/api/twinnings';
import { Button } from '../../components/Button.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './partners.module.css';

/** Links that are out and wait to be taken. */
export function SentInvitations() {
  const { t } = useTranslation('partners');
  const when = useWhen();
  const read = useRead(listTwinningInvitations, {});
  const withdraw = useChange(withdrawTwinningInvitation, [listTwinningInvitations]);
  const invitations = read.data?.invitations ?? [];
  if (invitations.length === 0) return null;
  return (
    <Paper title={t('sent.title')}>
      <Rows label={t('sent.title')}>
        {invitations.map(({ invitationId, name, invitedBy, expiresAt, participants }) => (
          <Row
            key={invitationId}
            end={
              <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { invitationId } })}>
                {t('sent.withdraw')}
              </Button>
            }
          >
            <b>{name}</b>
            <span className={css.note}>
              {[
                ...participants.flatMap(({ school, classes }) => classes.map((one) => `${one.name}, ${school.name}`)),
                ...(invitedBy ? [invitedBy.name] : []),
                t('sent.until', { day: when.date(expiresAt) }),
              ].join(' · ')}
            </span>
          </Row>
        ))}
      </Rows>
    </Paper>
  );
}
