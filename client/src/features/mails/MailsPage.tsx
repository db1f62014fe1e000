import { listMails, MailState, sendMailAgain, type MailRow } from '@pluriclasse/shared/api/mails';
import { MailX, Send } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { DataTable, type Column } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './mails.module.css';
import { MailStateChip } from './MailStateChip.tsx';

type Shown = MailState | 'all';

/** Whether mails go out, and why not; for administrators. Never what is in them. */
export default function MailsPage() {
  const { t } = useTranslation('mails');
  const may = useMay();
  usePageTitle(t('title'));
  return may('network:administer', { kind: 'network' }) ? (
    <MailsView />
  ) : (
    <EmptyState level={1} title={t('notYours')} />
  );
}

function MailsView() {
  const { t } = useTranslation('mails');
  const { t: common } = useTranslation('common');
  const [shown, show] = useState<Shown>('all');
  const read = useRead(listMails, { query: shown === 'all' ? {} : { state: shown } }, { every: 30_000 });
  const again = useChange(sendMailAgain, [listMails]);
  const columns = useColumns(({ mailId }) =>
    again.mutate({ params: { mailId } }, { onSuccess: () => showToast(t('againDone')) }),
  );
  const counts = read.data?.counts;
  const label = (state: MailState) => t(`states.${state}`) + (counts ? ` (${counts[state]})` : '');
  const options = [
    { value: 'all' as const, label: t('all') },
    ...MailState.options.map((state) => ({ value: state, label: label(state) })),
  ];
  return (
    <>
      <Link href="/network" className={css.up}>
        {t('up')}
      </Link>
      <PageHead title={t('title')} note={t('note')} />
      {read.data?.configured === false && (
        <Banner icon={MailX} state="slow">
          {t('noServer')}
        </Banner>
      )}
      <Paper title={t('title')} titleHidden className={css.stack}>
        <div className={css.filter}>
          <SelectField label={t('show')} value={shown} options={options} onChange={show} />
        </div>
        {again.error && <ErrorLine>{errorText(common, again.error)}</ErrorLine>}
        <ReadState read={read}>
          {({ mails }) =>
            mails.length === 0 ? (
              <p className={css.note}>{t('none')}</p>
            ) : (
              <DataTable caption={t('title')} rows={mails} rowKey={({ mailId }) => mailId} columns={columns} />
            )
          }
        </ReadState>
      </Paper>
    </>
  );
}

function useColumns(onAgain: (mail: MailRow) => void): Column<MailRow>[] {
  const { t } = useTranslation('mails');
  const when = useWhen();
  const { school } = useStaff();
  const about = ({ kind }: MailRow) => {
    const key = `about.${kind.split('-')[0]}`;
    return t.has(key) ? t(key) : t('about.other');
  };
  return [
    {
      key: 'to',
      head: t('columns.to'),
      names: true,
      cell: ({ to }) => (
        <>
          {to?.name ?? to?.email ?? t('nobody')}
          {to?.name && <p className={css.note}>{to.email}</p>}
        </>
      ),
    },
    { key: 'about', head: t('columns.about'), cell: about },
    { key: 'when', head: t('columns.when'), cell: ({ createdAt }) => when.dayTime(createdAt, school?.timeZone) },
    {
      key: 'state',
      head: t('columns.state'),
      cell: (mail) => (
        <>
          <MailStateChip state={mail.state} />
          {mail.failure && <p className={css.note}>{t(`failures.${mail.failure}`)}</p>}
          {mail.failure && mail.answer && <p className={css.answer}>{mail.answer}</p>}
        </>
      ),
    },
    {
      key: 'act',
      head: t('columns.act'),
      cell: (mail) =>
        (mail.state === 'refused' || mail.state === 'given-up') && (
          <Button size="dense" icon={Send} onClick={() => onAgain(mail)}>
            {t('again')}
          </Button>
        ),
    },
  ];
}
