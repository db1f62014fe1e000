import { Search } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { faultOf, type WishDraft } from './draft.ts';
import css from './wish.module.css';
import { MoreWishes } from './MoreWishes.tsx';
import { Segments } from './Segments.tsx';
import { MayReplace } from './MayReplace.tsx';
import type { Group, KnownSchool } from './useWishedClasses.ts';

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
      <Segments
        legend={t('length')}
        value={String(draft.minutes)}
        options={[30, 40, 45, 50, 60].map((minutes) => ({ value: String(minutes), label: String(minutes) }))}
        unit={t('minutes')}
        onChange={(minutes) => onChange({ ...draft, minutes: Number(minutes) })}
      />
      <Segments
        legend={t('howOften')}
        value={cadenceOf(draft)}
        options={cadences.map((value) => ({ value, label: t(`cadence.${value}`) }))}
        onChange={(cadence) => onChange({ ...draft, ...steps[cadence] })}
      />
      <div className={css.days}>
        <TextField
          type="date"
          required
          label={t('from')}
          value={draft.from}
          onChange={(from) => onChange({ ...draft, from })}
        />
        <TextField
          type="date"
          required
          label={t('to')}
          min={draft.from}
          value={draft.to}
          onChange={(to) => onChange({ ...draft, to })}
        />
      </div>
      <SelectField
        label={t('notice')}
        value={String(draft.noticeDays)}
        options={notices.map((days) => ({ value: String(days), label: t(`notices.${days}`) }))}
        onChange={(days) => onChange({ ...draft, noticeDays: Number(days) })}
      />
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

const notices = [0, 2, 7, 14] as const;
const cadences = ['twice', 'weekly', 'fortnightly'] as const;
const steps = {
  twice: { everyWeeks: 1, perWeek: 2 },
  weekly: { everyWeeks: 1, perWeek: 1 },
  fortnightly: { everyWeeks: 2, perWeek: 1 },
} as const;

function cadenceOf({ everyWeeks, perWeek }: WishDraft): keyof typeof steps {
  if (everyWeeks === 2) return 'fortnightly';
  return perWeek === 2 ? 'twice' : 'weekly';
}
