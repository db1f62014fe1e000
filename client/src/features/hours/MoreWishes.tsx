import { CheckList } from '../../components/CheckList.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { WishDraft, WishedClass } from './draft.ts';
import { Buffers } from './Buffers.tsx';
import css from './wish.module.css';
import { HoursRows } from './HoursRows.tsx';
import type { KnownSchool } from './useWishedClasses.ts';

export interface MoreWishesProps {
  schools: readonly KnownSchool[];
  draft: WishDraft;
  onChange: (draft: WishDraft) => void;
}

/** What is asked for less often: time to set up, who leads, in which room, hours that are ruled out or liked. */
export function MoreWishes({ schools, draft, onChange }: MoreWishesProps) {
  const { t } = useTranslation('hours');
  const names = schoolsOf(draft.classes);
  const toggle = (of: 'staffIds' | 'roomIds', schoolId: string, ids: string[]) =>
    onChange({ ...draft, [of]: { ...draft[of], [schoolId]: ids } });
  return (
    <details className={css.more}>
      <summary>{t('more.title')}</summary>
      <div className={css.moreBody}>
        <Buffers draft={draft} onChange={onChange} />
        <HoursRows
          legend={t('more.forbidden')}
          withWhy
          schools={names}
          rows={draft.forbidden}
          onChange={(forbidden) => onChange({ ...draft, forbidden })}
        />
        <HoursRows
          legend={t('more.preferred')}
          schools={names}
          rows={draft.preferred}
          onChange={(preferred) => onChange({ ...draft, preferred })}
        />
        {schools.map(({ schoolId, staff, rooms }) => {
          const school = names.get(schoolId);
          if (school === undefined) return null;
          return (
            <div key={schoolId} className={css.moreBody}>
              {staff.length > 1 && (
                <CheckList
                  legend={t('more.staff', { school })}
                  hint={t('more.staffHint')}
                  options={staff.map(({ id, name }) => ({ value: id, label: name }))}
                  chosen={draft.staffIds[schoolId] ?? []}
                  onChange={(ids) => toggle('staffIds', schoolId, ids)}
                />
              )}
              {rooms.length > 1 && (
                <CheckList
                  legend={t('more.rooms', { school })}
                  hint={t('more.roomsHint')}
                  options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
                  chosen={draft.roomIds[schoolId] ?? []}
                  onChange={(ids) => toggle('roomIds', schoolId, ids)}
                />
              )}
            </div>
          );
        })}
      </div>
    </details>
  );
}

const schoolsOf = (classes: readonly WishedClass[]): ReadonlyMap<string, string> =>
  new Map(classes.map(({ schoolId, school }) => [schoolId, school]));
