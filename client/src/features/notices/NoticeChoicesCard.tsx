import { readNoticeSettings, updateNoticeSettings } from '@pluriclasse/shared/api/notices';
import { useId } from 'react';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useKeptChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './choices.module.css';

const places = ['here', 'mail'] as const;

/** Where one hears of what: in the product, by e-mail. A tick is kept at once; what needs an answer is always told here. */
export function NoticeChoicesCard() {
  const { t } = useTranslation('notices');
  const { t: common } = useTranslation('common');
  const id = useId();
  const read = useRead(readNoticeSettings, {});
  const change = useKeptChange(updateNoticeSettings, readNoticeSettings, {});
  const changing = change.isPending ? change.variables.body : undefined;
  const set = (body: NonNullable<typeof change.variables>['body']) =>
    change.mutate({ body }, { onSuccess: () => showToast(common('saved')) });
  return (
    <Paper title={t('choices.title')} className={css.card}>
      <p className={css.note}>{t('choices.words')}</p>
      <ReadState read={read} rows={6}>
        {({ topics }) => (
          <table className={css.table} aria-label={t('choices.title')}>
            <thead>
              <tr>
                <th scope="col">{t('choices.what')}</th>
                {places.map((place) => (
                  <th key={place} scope="col" id={`${id}-${place}`}>
                    {t(`choices.${place}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {topics.map(({ topic, always, ...on }) => (
                <tr key={topic}>
                  <th scope="row">
                    <span id={`${id}-${topic}`}>{t(`choices.topics.${topic}.name`)}</span>
                    <small>{t(`choices.topics.${topic}.words`)}</small>
                  </th>
                  {places.map((place) => (
                    <td key={place}>
                      {place === 'here' && always ? (
                        <span className={css.always}>{t('choices.always')}</span>
                      ) : (
                        <label className={css.tick}>
                          <input
                            type="checkbox"
                            aria-labelledby={`${id}-${topic} ${id}-${place}`}
                            // While it is on its way, what was ticked shows.
                            checked={(changing?.topic === topic ? changing[place] : undefined) ?? on[place]}
                            // Disabled, it would drop the keyboard's focus at each tick.
                            aria-disabled={change.isPending}
                            onChange={(event) => !change.isPending && set({ topic, [place]: event.target.checked })}
                          />
                        </label>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ReadState>
      {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
    </Paper>
  );
}
