import { listAsks, type Ask } from '@pluriclasse/shared/api/asks';
import { Hourglass } from 'lucide-react';
import { Link } from 'wouter';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './asks.module.css';

/** What waits for one's own answer, and for whom else one waits. */
export default function AsksPage() {
  const { t } = useTranslation('asks');
  usePageTitle(t('title'));
  const read = useRead(listAsks, {}, { every: 30_000 });
  return (
    <>
      <PageHead title={t('title')} />
      <ReadState read={read}>
        {({ mine, others }) => (
          <>
            <Paper title={t('mine.title')}>
              {mine.length === 0 ? (
                <EmptyState title={t('mine.none')}>{t('mine.words')}</EmptyState>
              ) : (
                <Rows label={t('mine.title')}>
                  {mine.map((ask, n) => (
                    <Row
                      key={ask.askId}
                      end={
                        <ButtonLink kind={n === 0 ? 'primary' : 'quiet'} href={`/asks/${ask.askId}`}>
                          {t('answer')}
                        </ButtonLink>
                      }
                    >
                      <About ask={ask} />
                    </Row>
                  ))}
                </Rows>
              )}
            </Paper>
            {others.length > 0 && (
              <Paper title={t('others.title')}>
                <Rows label={t('others.title')}>
                  {others.map((ask) => (
                    <Row key={ask.askId} end={<Waits ask={ask} />}>
                      <About ask={ask} />
                    </Row>
                  ))}
                </Rows>
              </Paper>
            )}
          </>
        )}
      </ReadState>
    </>
  );
}

function About({ ask: { kind, title, school, person, step, headless, twinningId } }: { ask: Ask }) {
  const { t } = useTranslation('asks');
  return (
    <>
      <Link href={`/twinnings/${twinningId}`}>{t(`question.${kind}`, { title })}</Link>
      <span className={css.note}>
        {[school.name, person?.name ?? (headless ? t('who.headless') : t(`who.${step}`))].join(' · ')}
      </span>
    </>
  );
}

function Waits({ ask: { askedAt } }: { ask: Ask }) {
  const { t } = useTranslation('asks');
  const when = useWhen();
  return (
    <Chip state="slow" icon={Hourglass}>
      {t('since', { day: when.day(askedAt) })}
    </Chip>
  );
}
