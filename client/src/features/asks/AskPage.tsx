import { answerAsk, listAsks, readAsk, type Ask } from '@pluriclasse/shared/api/asks';
import { listLessons, readLesson } from '@pluriclasse/shared/api/lessons';
import { listSeries, readSeries } from '@pluriclasse/shared/api/series';
import { listTwinnings, readTwinning } from '@pluriclasse/shared/api/twinnings';
import { AskId, type SeriesId } from '@pluriclasse/shared/ids';
import { Check, CircleCheck, CircleX, X } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useKeptChange, useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './asks.module.css';
import { MoveHours } from './MoveHours.tsx';
import { SeriesDates } from './SeriesDates.tsx';

/** A question that somebody asks: what it is about, and yes or no. The link of an e-mail leads here; a tap answers. */
export default function AskPage() {
  const { t } = useTranslation('asks');
  const parsed = AskId.safeParse(useParams<{ askId: string }>().askId);
  usePageTitle(parsed.success ? undefined : t('gone'));
  return parsed.success ? <AskRead askId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function AskRead({ askId }: { askId: AskId }) {
  const { t } = useTranslation('asks');
  const read = useRead(readAsk, { params: { askId } });
  usePageTitle(read.data?.title ?? t('title'));
  return (
    <>
      <Link href="/asks" className={css.up}>
        {t('title')}
      </Link>
      {read.data === undefined && <PageHead title={t('title')} />}
      <ReadState read={read}>{(ask) => <AskView ask={ask} />}</ReadState>
    </>
  );
}

/** What an answer may change beside the question. */
const stale = [listAsks, readSeries, listSeries, readTwinning, listTwinnings, readLesson, listLessons];

function AskView({ ask }: { ask: Ask }) {
  const { t } = useTranslation('asks');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [no, setNo] = useState(false);
  const [reason, setReason] = useState('');
  const { askId, kind, title, school, askedBy, askedAt, may, seriesId, lessonId, twinningId } = ask;
  // Refused, since somebody else of the school was faster: then it says who.
  const answer = useKeptChange(answerAsk, readAsk, { params: { askId } }, stale);
  const say = (word: 'yes' | 'no') =>
    answer.mutate({ params: { askId }, body: { answer: word, reason: word === 'no' ? reason.trim() : null } });
  return (
    <>
      <PageHead title={t(`question.${kind}`, { title })} note={school.name} />
      <Paper title={t('answer')} titleHidden className={css.stack}>
        <p>
          {askedBy
            ? t('askedBy', { name: askedBy.name, day: when.longDay(askedAt) })
            : t('asked', { day: when.longDay(askedAt) })}
        </p>
        {answer.error && <ErrorLine>{errorText(common, answer.error)}</ErrorLine>}
        {ask.answer === null ? (
          may.answer ? (
            <>
              {no && (
                <TextField
                  label={t('why')}
                  hint={t('whyHint')}
                  value={reason}
                  onChange={setReason}
                  required
                  maxLength={300}
                />
              )}
              <div className={css.acts}>
                {!no && (
                  <Button kind="primary" size="big" icon={Check} busy={answer.isPending} onClick={() => say('yes')}>
                    {t(`yes.${kind}`)}
                  </Button>
                )}
                {no ? (
                  <>
                    <Button size="big" onClick={() => setNo(false)}>
                      {common('back')}
                    </Button>
                    <Button
                      kind="danger-full"
                      size="big"
                      icon={X}
                      busy={answer.isPending}
                      aria-disabled={reason.trim() === ''}
                      onClick={() => reason.trim() !== '' && say('no')}
                    >
                      {t('sayNo')}
                    </Button>
                  </>
                ) : (
                  <Button size="big" icon={X} onClick={() => setNo(true)}>
                    {t('no')}
                  </Button>
                )}
              </div>
            </>
          ) : (
            <p className={css.note}>{t(ask.closedAt === null ? 'notYours' : 'closed')}</p>
          )
        ) : (
          <Answered ask={ask} />
        )}
        <div className={css.acts}>
          <ButtonLink href={`/twinnings/${twinningId}`}>{t('toTwinning')}</ButtonLink>
        </div>
      </Paper>
      {kind === 'series' && seriesId !== null && <Dates seriesId={seriesId} />}
      {kind === 'move' && lessonId !== null && (
        <MoveHours lessonId={lessonId} open={may.answer || may.remind || ask.answer === 'yes'} />
      )}
    </>
  );
}

function Answered({ ask: { answer, answeredBy, answeredAt, reason } }: { ask: Ask }) {
  const { t } = useTranslation('asks');
  const when = useWhen();
  const yes = answer === 'yes';
  return (
    <div role="status" className={css.stack}>
      <Chip state={yes ? 'good' : 'trouble'} icon={yes ? CircleCheck : CircleX}>
        {t(yes ? 'saidYes' : 'saidNo', {
          name: answeredBy?.name ?? t('somebody'),
          day: answeredAt === null ? '' : when.longDay(answeredAt),
        })}
      </Chip>
      {reason && <p>{t('quoted', { reason })}</p>}
    </div>
  );
}

function Dates({ seriesId }: { seriesId: SeriesId }) {
  const read = useRead(readSeries, { params: { seriesId } });
  return <ReadState read={read}>{({ lessons }) => <SeriesDates lessons={lessons} />}</ReadState>;
}
