import { RefreshCw } from 'lucide-react';
import { AvatarCard } from '../../components/AvatarCard.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Scenery } from '../../components/Scenery.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './pupil-signin.module.css';
import type { CompanionMe, ListedPupil } from './PupilSignIn.tsx';

export interface AvatarPageProps {
  me: CompanionMe;
  pupils: readonly ListedPupil[];
  onPick: (pupil: ListedPupil) => void;
  onReload: () => void;
}

/** "Who are you?": every pupil of the class by picture and alias. */
export function AvatarPage({ me, pupils, onPick, onReload }: AvatarPageProps) {
  const { t } = useTranslation('pupil-signin');
  const [sign] = siteSigns([me.school.name]);
  return (
    <main className={css.plain} data-surface="tablet">
      <Scenery scene="contours" />
      <div className={css.sheet}>
        <header className={css.head}>
          {sign && <SiteMark sign={sign} className={css.mark} />}
          <div>
            <h1>{t('who')}</h1>
            <p>{t('tapPicture', { place: `${me.classGroup.name}, ${me.school.name}` })}</p>
          </div>
        </header>
        {pupils.length === 0 ? (
          <EmptyState
            title={t('nobody')}
            acts={
              <Button size="big" icon={RefreshCw} onClick={onReload}>
                {t('look')}
              </Button>
            }
          >
            {t('nobodyWords')}
          </EmptyState>
        ) : (
          <ul className={css.cards}>
            {pupils.map((pupil) => (
              <li key={pupil.pupilId}>
                <AvatarCard
                  avatar={pupil.avatar}
                  alias={pupil.alias}
                  taken={pupil.inUse ? t('inUse') : undefined}
                  onPick={() => onPick(pupil)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  );
}
