import { listCapsules, type CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { RecordAlone } from './RecordAlone.tsx';
import { CapsuleCard } from './CapsuleCard.tsx';
import css from './capsules.module.css';
import { fits, manyCapsules } from './filter.ts';
import { useClassNames } from './useClassNames.ts';

/** What is kept of lessons, newest first. */
export default function CapsulesPage() {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  // One that is recorded now becomes ready by itself.
  const read = useRead(listCapsules, {}, { every: 30_000 });
  usePageTitle(t('title'));
  return (
    <>
      <Link href="/lessons" className={css.up}>
        {common('nav.lessons')}
      </Link>
      <PageHead title={t('title')} note={t('note')} acts={<RecordAlone />} />
      <ReadState read={read}>
        {({ capsules }) =>
          capsules.length === 0 ? (
            <Paper title={t('none.title')} titleHidden>
              <EmptyState title={t('none.title')}>{t('none.words')}</EmptyState>
            </Paper>
          ) : (
            <Capsules capsules={capsules} />
          )
        }
      </ReadState>
    </>
  );
}

function Capsules({ capsules }: { capsules: readonly CapsuleBrief[] }) {
  const { t } = useTranslation('capsules');
  const classes = useClassNames();
  const own = useStaff().school?.schoolId;
  const [classGroupId, setClass] = useState('');
  const [schoolId, setSchool] = useState('');
  const partners = new Map(
    capsules.flatMap(({ sites }) =>
      sites.filter((site) => site.schoolId !== own).map((site) => [site.schoolId, site.name]),
    ),
  );
  const published = classes.filter((one) =>
    capsules.some((capsule) => capsule.classGroupIds.includes(one.classGroupId)),
  );
  const shown = capsules.filter((capsule) => fits({ classGroupId, schoolId }, capsule));
  return (
    <>
      {capsules.length >= manyCapsules && (
        <div className={css.filters} role="group" aria-label={t('filters.label')}>
          <SelectField
            label={t('filters.class')}
            value={classGroupId}
            options={[
              { value: '', label: t('filters.allClasses') },
              ...published.map((one) => ({ value: one.classGroupId as string, label: one.name })),
            ]}
            onChange={setClass}
          />
          <SelectField
            label={t('filters.partner')}
            value={schoolId}
            options={[
              { value: '', label: t('filters.allPartners') },
              ...[...partners].map(([id, name]) => ({ value: id as string, label: name })),
            ]}
            onChange={setSchool}
          />
          <p className={css.note} role="status">
            {t('filters.shown', { count: shown.length })}
          </p>
        </div>
      )}
      {shown.length === 0 ? (
        <p className={css.note}>{t('filters.nothing')}</p>
      ) : (
        <ul className={css.cards} aria-label={t('title')}>
          {shown.map((capsule) => (
            <li key={capsule.capsuleId}>
              <CapsuleCard capsule={capsule} classes={classes} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
