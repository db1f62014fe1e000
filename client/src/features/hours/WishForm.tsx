import { Search } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { faultOf, type WishDraft } from './draft.ts';
import css from './wish.module.css';
import { MoreWishes } from './MoreWishes.tsx';
import { MayReplace } from './MayReplace.tsx';
import type { Group, KnownSchool } from './useWishedClasses.ts';
import { WishFields } from './WishFields.tsx';

export interface WishFormProps {
  groups: readonly Group[];
  group: Group | undefined;
  draft: WishDraft;
  schools: readonly KnownSchool[];
  signs: ReadonlyMap<string, SiteSign>;
  busy: boolean;
  onGroup: (group: Group) => void;
  onChange: (draft: WishDraft) => void;
  onSearch: () => void;
}

/** What is wanted: whose lessons, how long, how often, between which days, instead of what. */
export function WishForm({ groups, group, draft, schools, signs, busy, onGroup, onChange, onSearch }: WishFormProps) {
  const { t } = useTranslation('hours');
  const fault = faultOf(draft);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fault === undefined) onSearch();
  };
  return (
    <form className={css.form} onSubmit={submit} aria-label={t('wanted')}>
      <h2>{t('wanted')}</h2>
      <SelectField
        label={t('twinning')}
        value={group?.twinningId ?? ''}
        {...(group === undefined && { placeholder: t('twinningPlaceholder') })}
        options={groups.map(({ twinningId, name }) => ({ value: twinningId, label: name }))}
        onChange={(id) => {
          const found = groups.find(({ twinningId }) => twinningId === id);
          if (found) onGroup(found);
        }}
      />
      {group && (
        <CheckList
          legend={t('classes')}
          options={group.classes.map(({ classGroupId, schoolId, school, name }) => {
            const sign = signs.get(schoolId);
            return {
              value: classGroupId,
              label: (
                <span className={css.classOption}>
                  {sign && <SiteMark sign={sign} />}
                  {t('classOf', { name, school })}
                </span>
              ),
            };
          })}
          chosen={draft.classes.map(({ classGroupId }) => classGroupId)}
          onChange={(ids) =>
            onChange({ ...draft, classes: group.classes.filter(({ classGroupId }) => ids.includes(classGroupId)) })
          }
        />
      )}
      <WishFields draft={draft} onChange={onChange} />
      {schools.length > 0 && (
        <MayReplace
          schools={schools}
          classes={draft.classes}
          signs={signs}
          chosen={draft.mayDisplace}
          onChange={(mayDisplace) => onChange({ ...draft, mayDisplace })}
        />
      )}
      <MoreWishes schools={schools} draft={draft} onChange={onChange} />
      {fault && group && (
        <p className={css.fault} role="alert">
          {t(`faults.${fault}`)}
        </p>
      )}
      <Button kind="primary" size="big" icon={Search} type="submit" busy={busy} aria-disabled={fault !== undefined}>
        {t('find')}
      </Button>
    </form>
  );
}
