import { listClasses, listSchools, type ClassGroup } from '@pluriclasse/shared/api/schools';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { listOffers } from '@pluriclasse/shared/api/twinnings';
import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { Link as LinkIcon } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { InviteSchoolDialog } from './InviteSchoolDialog.tsx';
import { Matches } from './Matches.tsx';
import { OfferPaper } from './OfferPaper.tsx';
import css from './partners.module.css';
import { SentInvitations } from './SentInvitations.tsx';

/** Finds a class of another school that fits: describe one's own, look at those that fit, or invite a school one knows. */
export default function PartnersPage() {
  const { t } = useTranslation('partners');
  usePageTitle(t('title'));
  const { school } = useStaff();
  const schools = useRead(listSchools, {});
  const [chosen, choose] = useState<SchoolId>();
  const schoolId = chosen ?? school?.schoolId ?? schools.data?.schools[0]?.schoolId;
  return (
    <>
      <Link href="/twinnings" className={css.up}>
        {t('twinnings')}
      </Link>
      <PageHead title={t('title')} note={t('words')} />
      {schoolId === undefined ? (
        <ReadState read={schools}>{() => <EmptyState title={t('noSchool')} />}</ReadState>
      ) : (
        <ClassesOf key={schoolId} schoolId={schoolId} schools={schools.data?.schools ?? []} onSchool={choose} />
      )}
    </>
  );
}

interface ClassesOfProps {
  schoolId: SchoolId;
  schools: readonly SchoolBrief[];
  onSchool: (schoolId: SchoolId) => void;
}

function ClassesOf({ schoolId, schools, onSchool }: ClassesOfProps) {
  const { t } = useTranslation('partners');
  const may = useMay();
  const [query] = useSearchParams();
  const read = useRead(listClasses, { params: { schoolId } });
  const [chosen, choose] = useState<string | null>(query.get('class'));
  const [inviting, setInviting] = useState(false);
  return (
    <ReadState read={read}>
      {({ classes }) => {
        const group = classes.find(({ classGroupId }) => classGroupId === chosen) ?? classes[0];
        if (group === undefined) return <EmptyState title={t('noClass')} />;
        const { classGroupId } = group;
        const mayPropose = may('twinning:propose', {
          kind: 'joint',
          schoolIds: [schoolId],
          classGroupIds: [classGroupId],
        });
        return (
          <>
            <div className={css.choice}>
              {schools.length > 1 && (
                <SelectField
                  label={t('school')}
                  value={schoolId}
                  options={schools.map((one) => ({ value: one.schoolId, label: one.name }))}
                  onChange={onSchool}
                />
              )}
              <SelectField
                label={t('class')}
                value={classGroupId}
                options={classes.map((one) => ({ value: one.classGroupId, label: one.name }))}
                onChange={choose}
              />
              {mayPropose && (
                <Button icon={LinkIcon} onClick={() => setInviting(true)}>
                  {t('invite.open')}
                </Button>
              )}
            </div>
            <OfClass key={classGroupId} group={group} mayPropose={mayPropose} />
            {mayPropose && <SentInvitations />}
            {inviting && <InviteSchoolDialog group={group} onClose={() => setInviting(false)} />}
          </>
        );
      }}
    </ReadState>
  );
}

function OfClass({ group, mayPropose }: { group: ClassGroup; mayPropose: boolean }) {
  const { t } = useTranslation('partners');
  const may = useMay();
  const offers = useRead(listOffers, {});
  const classGroupId: ClassGroupId = group.classGroupId;
  const mayEdit = may('offer:edit', { kind: 'class', schoolId: group.schoolId, classGroupId });
  return (
    <ReadState read={offers}>
      {({ offers: all }) => {
        const offer = all.find(({ classGroup }) => classGroup.classGroupId === classGroupId);
        return (
          <div className={css.columns}>
            <OfferPaper key={offer?.updatedAt ?? 0} group={group} offer={offer} mayEdit={mayEdit} />
            {offer ? (
              <Matches group={group} mayPropose={mayPropose} />
            ) : (
              <Paper title={t('matches.title')} titleHidden>
                <EmptyState title={t('matches.first')}>{t('matches.firstWords')}</EmptyState>
              </Paper>
            )}
          </div>
        );
      }}
    </ReadState>
  );
}
