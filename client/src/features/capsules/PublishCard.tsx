import { listCapsules, publishCapsule, readCapsule, type CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import type { ClassGroupId } from '@pluriclasse/shared/ids';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useKeptChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './capsules.module.css';
import { signedSites } from './signedSites.ts';
import { useClassNames } from './useClassNames.ts';

/** Whose pupils may watch it, a list for each school. */
export function PublishCard({ capsule }: { capsule: CapsuleBrief }) {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  const classes = useClassNames();
  const { capsuleId, classGroupIds, mayEdit } = capsule;
  const [chosen, setChosen] = useState<readonly ClassGroupId[]>(classGroupIds);
  const publish = useKeptChange(publishCapsule, readCapsule, { params: { capsuleId } }, [listCapsules]);
  const changed = chosen.length !== classGroupIds.length || chosen.some((id) => !classGroupIds.includes(id));
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    publish.mutate(
      { params: { capsuleId }, body: { classGroupIds: [...chosen] } },
      { onSuccess: () => showToast(t('publish.done')) },
    );
  };
  return (
    <Paper title={t('publish.title')} className={css.stack}>
      <p className={css.note}>{t('publish.words')}</p>
      <form className={css.stack} onSubmit={save}>
        {signedSites(capsule).map(({ schoolId, name }) => {
          const own = classes.filter((one) => one.schoolId === schoolId);
          const ids = own.map((one) => one.classGroupId);
          if (own.length === 0) {
            return (
              <p key={schoolId}>
                <b>{name}</b> <span className={css.note}>{t('publish.none')}</span>
              </p>
            );
          }
          return mayEdit ? (
            <CheckList
              key={schoolId}
              legend={name}
              options={own.map((one) => ({ value: one.classGroupId, label: one.name }))}
              chosen={chosen.filter((id) => ids.includes(id))}
              onChange={(here) => setChosen([...chosen.filter((id) => !ids.includes(id)), ...here])}
            />
          ) : (
            <Published
              key={schoolId}
              school={name}
              names={own.filter((one) => classGroupIds.includes(one.classGroupId))}
            />
          );
        })}
        {publish.error && <ErrorLine>{errorText(common, publish.error)}</ErrorLine>}
        {mayEdit ? (
          <Button type="submit" kind="primary" busy={publish.isPending} disabled={!changed}>
            {t(chosen.length === 0 && changed ? 'publish.actNone' : 'publish.act')}
          </Button>
        ) : (
          <p className={css.note}>{t('publish.readOnly')}</p>
        )}
      </form>
    </Paper>
  );
}

function Published({ school, names }: { school: string; names: readonly { name: string }[] }) {
  const { t } = useTranslation('capsules');
  return (
    <p>
      <b>{school}</b>{' '}
      <span className={css.note}>
        {names.length === 0 ? t('published.none') : names.map(({ name }) => name).join(', ')}
      </span>
    </p>
  );
}
