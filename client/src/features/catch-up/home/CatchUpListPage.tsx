import type { CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import type { PupilBrief, SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { CircleCheck, CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../../components/Avatar.tsx';
import { Banner } from '../../../components/Banner.tsx';
import { siteSigns } from '../../../components/siteSign.ts';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { CatchUpCard } from './CatchUpCard.tsx';
import css from './CatchUpList.module.css';

export interface CatchUpListPageProps {
  pupil: PupilBrief;
  school: SchoolBrief;
  catchUps: readonly CatchUpBrief[];
  /** There is no link: it is as it was. */
  cut: boolean;
  /** Something waits to be sent. */
  waits: boolean;
  /** Where a capsule is watched. */
  hrefOf: (catchUp: CatchUpBrief) => string;
  /** What else can be done with one, such as taking it along. */
  moreOf?: (catchUp: CatchUpBrief) => ReactNode;
  /** Its board, small. */
  pictureOf?: (catchUp: CatchUpBrief) => ReactNode;
  /** What goes on, such as the next lesson. */
  notice?: ReactNode;
  /** At the page's foot: leaving. */
  acts?: ReactNode;
}

/** What a pupil has to catch up. */
export function CatchUpListPage(props: CatchUpListPageProps) {
  const { pupil, school, catchUps, cut, waits, hrefOf, moreOf, pictureOf, notice, acts } = props;
  const { t } = useTranslation('catch-up');
  usePageTitle(t('title'));
  const [sign] = siteSigns([school.name]);
  const missed = catchUps.filter((one) => one.missed).length;
  const first = catchUps.find(({ state }) => state !== 'done');
  return (
    <main className={css.page}>
      <header className={css.head}>
        <Avatar avatar={pupil.avatar} sign={sign} className={css.avatar} />
        <div>
          <h1>{t('hello', { alias: pupil.alias })}</h1>
          <p className={css.note}>{missed === 0 ? t('missedNone') : t('missed', { count: missed })}</p>
        </div>
      </header>
      {notice}
      {(cut || waits) && (
        <Banner state={waits ? 'slow' : 'good'} icon={waits ? CloudOff : CircleCheck}>
          {t(waits ? 'sending' : 'works')}
        </Banner>
      )}
      <ul className={css.list}>
        {catchUps.map((one) => (
          <CatchUpCard
            key={one.capsuleId}
            catchUp={one}
            timeZone={school.timeZone}
            href={hrefOf(one)}
            first={one === first}
            more={moreOf?.(one)}
            picture={pictureOf?.(one)}
          />
        ))}
      </ul>
      {acts && <div className={css.foot}>{acts}</div>}
    </main>
  );
}
