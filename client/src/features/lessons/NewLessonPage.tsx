import { createLesson, listLessons } from '@pluriclasse/shared/api/lessons';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { useMaySchedule } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { LessonForm, type LessonDraft } from './LessonForm.tsx';
import css from './lessons.module.css';

/** A round hour a day from now, and a plan that most lessons begin with. */
const freshDraft = (): LessonDraft => ({
  title: '',
  startsAt: Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000,
  minutes: 45,
  plan: [],
});

export default function NewLessonPage() {
  const { t } = useTranslation('lessons');
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('twinning');
  const read = useRead(listTwinnings, {});
  const create = useChange(createLesson, [listLessons]);
  const [chosen, setChosen] = useState<string>();
  const when = useWhen();
  const maySchedule = useMaySchedule();
  const [draft] = useState(freshDraft);
  usePageTitle(t('new'));
  return (
    <>
      <Link href="/lessons" className={css.up}>
        {t('title')}
      </Link>
      <PageHead title={t('new')} />
      <ReadState read={read}>
        {({ twinnings: all }) => {
          const twinnings = all.filter(({ participants, meets }) => meets && maySchedule(participants));
          const twinning = twinnings.find((one) => one.twinningId === (chosen ?? asked)) ?? twinnings[0];
          if (twinning === undefined) {
            return (
              <Paper title={t('noTwinning.title')} titleHidden>
                <EmptyState title={t('noTwinning.title')}>{t('noTwinning.words')}</EmptyState>
              </Paper>
            );
          }
          return (
            <LessonForm
              draft={draft}
              participants={twinning.participants}
              act={t('form.create')}
              busy={create.isPending}
              error={create.error}
              onSubmit={({ title, startsAt, minutes, plan }) =>
                create.mutate(
                  {
                    body: {
                      twinningId: twinning.twinningId,
                      title,
                      startsAt,
                      endsAt: startsAt + minutes * 60_000,
                      plan,
                    },
                  },
                  { onSuccess: () => go('/lessons') },
                )
              }
            >
              <SelectField
                label={t('form.twinning')}
                value={twinning.twinningId}
                onChange={setChosen}
                options={twinnings.map((one) => ({
                  value: one.twinningId,
                  label: `${one.name}: ${when.list(one.participants.map((participant) => participant.school.name))}`,
                }))}
              />
            </LessonForm>
          );
        }}
      </ReadState>
    </>
  );
}
