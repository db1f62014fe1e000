import { readLessonMail, updateLessonMail, type LessonMail } from '@pluriclasse/shared/api/lessonMail';
import { CheckList } from '../../components/CheckList.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './feeds.module.css';

const kinds = ['invitations', 'reminders'] as const satisfies readonly (keyof LessonMail)[];

/** What of one's own lessons comes by e-mail. A tick is kept at once. */
export function LessonMailCard() {
  const { t } = useTranslation('feeds');
  const { t: common } = useTranslation('common');
  const read = useRead(readLessonMail, {});
  const change = useChange(updateLessonMail, [readLessonMail]);
  const set = (chosen: readonly (keyof LessonMail)[]) =>
    change.mutate(
      { body: { invitations: chosen.includes('invitations'), reminders: chosen.includes('reminders') } },
      { onSuccess: () => showToast(common('saved')) },
    );
  return (
    <Paper title={t('mail.title')} className={css.card}>
      <ReadState read={read} rows={2}>
        {(data) => {
          // While it is on its way, what was ticked shows.
          const shown = change.isPending ? { ...data, ...change.variables.body } : data;
          return (
            <CheckList
              legend={t('mail.legend')}
              options={kinds.map((value) => ({ value, label: t(`mail.${value}`) }))}
              chosen={kinds.filter((kind) => shown[kind])}
              onChange={set}
              hint={t('mail.hint')}
            />
          );
        }}
      </ReadState>
      {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
    </Paper>
  );
}
