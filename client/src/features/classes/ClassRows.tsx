import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import { Archive, Users } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../components/Icon.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useMay } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './classes.module.css';
import { PutAwayDialog } from './PutAwayDialog.tsx';
import { TakeBack } from './TakeBack.tsx';

/** A school's classes, those that meet or those put away: what one can do with each is the one or the other. */
export function ClassRows({ groups }: { groups: readonly ClassGroup[] }) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const may = useMay();
  const [leaving, setLeaving] = useState<ClassGroup>();
  const acts = (group: ClassGroup) => [{ key: 'away', word: t('away.act'), onAct: () => setLeaving(group) }];
  return (
    <>
      <Rows>
        {groups.map((group) => (
          <Row
            key={group.classGroupId}
            start={<Icon of={group.putAwayAt === null ? Users : Archive} />}
            end={
              group.putAwayAt === null ? (
                <>
                  <span className={css.note}>{t('pupils', { count: group.pupilCount })}</span>
                  {may('class:put-away', { ...group, kind: 'class' }) && (
                    <Menu label={common('moreActs', { name: group.name })} acts={acts(group)} />
                  )}
                </>
              ) : (
                <TakeBack group={group} />
              )
            }
          >
            <Link href={`/classes/${group.classGroupId}`}>{group.name}</Link>{' '}
            <span className={css.note}>
              {group.putAwayAt === null
                ? [group.grades.length > 0 && t('grades', { grades: group.grades.join(', ') }), group.level]
                    .filter(Boolean)
                    .join(' · ')
                : t('away.since', { day: when.date(group.putAwayAt) })}
            </span>
          </Row>
        ))}
      </Rows>
      {leaving && <PutAwayDialog group={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
