import { Avatar } from '../../components/Avatar.tsx';
import { AvatarCard } from '../../components/AvatarCard.tsx';
import { avatars, pictures } from '../../components/avatars.ts';
import { PairingCode } from '../../components/PairingCode.tsx';
import { Paper } from '../../components/Paper.tsx';
import { PatternSlots, PicturePad } from '../../components/PicturePad.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './parts.module.css';

const nothing = () => undefined;

export function PupilParts() {
  const { t } = useTranslation('parts');
  const { t: common } = useTranslation('common');
  return (
    <>
      <Paper title={t('pad')} className={css.stack}>
        <PatternSlots filled={2} size={4} label={t('slots')} />
        <PicturePad
          label={t('pad')}
          pictures={pictures.map((picture) => ({ picture, word: common(`pictures.${picture}`) }))}
          onPick={nothing}
        />
        <PairingCode code="K7M 42" />
      </Paper>
      <Paper title={t('animals')} className={css.stack}>
        <div className={css.flow}>
          {avatars.map((avatar) => (
            <Avatar key={avatar} avatar={avatar} className={css.animal} />
          ))}
        </div>
        <div className={css.arms}>
          <AvatarCard avatar="hedgehog" alias={t('pupils.b')} onPick={nothing} />
          <AvatarCard avatar="bear" alias={t('pupils.d')} taken={t('inUse')} onPick={nothing} />
        </div>
      </Paper>
    </>
  );
}
