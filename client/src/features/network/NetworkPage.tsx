import { createSchool, listSchools } from '@pluriclasse/shared/api/schools';
import { Mail, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useZoneLabel } from '../../components/useZoneLabel.ts';
import { SchoolFields, type SchoolDraft } from '../../components/SchoolFields.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { schoolPath, useMay, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** The network's schools. */
export default function NetworkPage() {
  const { t, language } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { school: own } = useStaff();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const read = useRead(listSchools, {});
  const zoneLabel = useZoneLabel();
  usePageTitle(t('title'));
  const administers = may('network:administer', { kind: 'network' });
  const add = administers && (
    <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('title')}
        acts={
          <>
            {administers && (
              <ButtonLink icon={Mail} href="/mails">
                {t('mails')}
              </ButtonLink>
            )}
            {read.data?.schools.length !== 0 && add}
          </>
        }
      />
      <Paper title={t('title')} titleHidden>
        <ReadState read={read}>
          {({ schools }) =>
            schools.length === 0 ? (
              <EmptyState title={t('none.title')} acts={add}>
                {t('none.words')}
              </EmptyState>
            ) : (
              <DataTable
                caption={t('title')}
                rows={schools.toSorted((a, b) => a.name.localeCompare(b.name, language))}
                rowKey={(school) => school.schoolId}
                columns={[
                  {
                    key: 'name',
                    head: t('columns.name'),
                    names: true,
                    cell: (school) => <Link href={schoolPath(own, school.schoolId, 'school')}>{school.name}</Link>,
                  },
                  { key: 'town', head: t('columns.town'), cell: (school) => school.town },
                  { key: 'zone', head: t('columns.timeZone'), cell: (school) => zoneLabel(school.timeZone) },
                  {
                    key: 'language',
                    head: common('language'),
                    cell: (school) => common(`languages.${school.language}`),
                  },
                ]}
              />
            )
          }
        </ReadState>
      </Paper>
      {adding && <NewSchool onClose={() => setAdding(false)} />}
    </>
  );
}

function NewSchool({ onClose }: { onClose: () => void }) {
  const { t, language } = useTranslation('network');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const [draft, setDraft] = useState<SchoolDraft>({ name: '', town: '', timeZone, language });
  const create = useChange(createSchool, [listSchools]);
  return (
    <FormDialog
      title={t('add')}
      act={t('add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => create.mutate({ body: draft }, { onSuccess: onClose })}
    >
      <SchoolFields school={draft} onChange={setDraft} />
    </FormDialog>
  );
}
