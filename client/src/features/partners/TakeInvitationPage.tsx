import { listClasses } from '@pluriclasse/shared/api/schools';
import {
  acceptTwinningInvitation,
  listTwinnings,
  readTwinningInvitation,
  type TwinningInvitation,
} from '@pluriclasse/shared/api/twinnings';
import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './partners.module.css';

/** Where the link of another school leads: what is offered, and which of one's own classes take it. */
export default function TakeInvitationPage() {
  const { t } = useTranslation('partners');
  usePageTitle(t('take.title'));
  const { school } = useStaff();
  // It stands behind `#`, which no server's log sees; kept here, so that the page can be read again.
  const [token] = useState(() => location.hash.slice(1));
  const read = useQuery({
    queryKey: ['twinning invitation', token],
    queryFn: ({ signal }) => callApi(readTwinningInvitation, { body: { token } }, { signal }),
  });
  return (
    <>
      <PageHead title={t('take.title')} />
      <ReadState read={read} gone={{ title: t('take.gone') }}>
        {({ invitation }) =>
          school === null ? (
            <EmptyState title={t('noSchool')} />
          ) : (
            <Take invitation={invitation} token={token} schoolId={school.schoolId} />
          )
        }
      </ReadState>
    </>
  );
}

interface TakeProps {
  invitation: TwinningInvitation;
  token: string;
  schoolId: SchoolId;
}

function Take({ invitation: { name, note, participants, invitedBy }, token, schoolId }: TakeProps) {
  const { t } = useTranslation('partners');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [, go] = useLocation();
  const [chosen, choose] = useState<ClassGroupId[]>([]);
  const classes = useRead(listClasses, { params: { schoolId } });
  const accept = useChange(acceptTwinningInvitation, [listTwinnings]);
  const theirs = participants.flatMap(({ school, classes: all }) => all.map((one) => `${one.name}, ${school.name}`));
  return (
    <Paper title={name} className={css.form}>
      <p>
        {invitedBy
          ? t('take.by', { name: invitedBy.name, classes: when.list(theirs) })
          : t('take.from', { classes: when.list(theirs) })}
      </p>
      {note && <p>{t('take.note', { note })}</p>}
      <ReadState read={classes}>
        {({ classes: own }) => (
          <CheckList
            legend={t('take.which')}
            options={own.map((one) => ({ value: one.classGroupId, label: one.name }))}
            chosen={chosen}
            onChange={choose}
          />
        )}
      </ReadState>
      {accept.error && <ErrorLine>{errorText(common, accept.error)}</ErrorLine>}
      <div className={css.acts}>
        <Button
          kind="primary"
          size="big"
          busy={accept.isPending}
          aria-disabled={chosen.length === 0}
          onClick={() =>
            chosen.length > 0 &&
            accept.mutate(
              { body: { token, classGroupIds: chosen } },
              { onSuccess: ({ twinningId }) => go(`/twinnings/${twinningId}`) },
            )
          }
        >
          {t('take.act')}
        </Button>
      </div>
    </Paper>
  );
}
