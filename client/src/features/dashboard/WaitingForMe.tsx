import { listAsks } from '@pluriclasse/shared/api/asks';
import { Hourglass } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './dashboard.module.css';

/** Questions that others wait for one to answer; nothing at all while there are none. */
export function WaitingForMe() {
  const { t } = useTranslation('dashboard');
  const when = useWhen();
  const read = useRead(listAsks, {}, { every: 60_000 });
  const mine = read.data?.mine ?? [];
  if (mine.length === 0) return null;
  return (
    <Paper
      title={t('asks.title')}
      className={css.list}
      aside={
        <ButtonLink size="dense" href="/asks">
          {t('asks.all')}
        </ButtonLink>
      }
    >
      <Rows label={t('asks.title')}>
        {mine.slice(0, 4).map(({ askId, kind, title, school, askedAt }) => (
          <Row
            key={askId}
            start={
              <Chip state="now" icon={Hourglass}>
                {when.day(askedAt)}
              </Chip>
            }
            end={
              <ButtonLink size="dense" href={`/asks/${askId}`}>
                {t('asks.answer')}
              </ButtonLink>
            }
          >
            {t(`asks.${kind}`, { title, school: school.name })}
          </Row>
        ))}
      </Rows>
    </Paper>
  );
}
