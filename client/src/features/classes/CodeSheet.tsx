import type { PupilBrief } from '@pluriclasse/shared/api/sessions';
import { Avatar } from '../../components/Avatar.tsx';
import { groupCode } from '../../components/groupCode.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './classes.module.css';

export interface PupilCode {
  pupil: PupilBrief;
  code: string;
}

/** One slip a pupil, to cut out and take home. */
export function CodeSheet({ codes }: { codes: readonly PupilCode[] }) {
  const { t } = useTranslation('classes');
  return (
    <ul className={css.sheet} aria-label={t('codes.title')}>
      {codes.map(({ pupil, code }) => (
        <li key={pupil.pupilId} className={css.slip}>
          <Avatar avatar={pupil.avatar} />
          <div>
            <b className={css.alias}>{pupil.alias}</b>
            <p className={css.homeCode}>{groupCode(code, 4)}</p>
            <p className={css.note}>{t('codes.slip', { address: `${location.host}/home` })}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
