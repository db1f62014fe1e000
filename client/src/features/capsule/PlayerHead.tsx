import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './PlayerHead.module.css';

export interface PlayerHeadProps {
  manifest: Pick<Manifest, 'title' | 'startsAt'>;
  back?: string | (() => void) | undefined;
  chip?: ReactNode;
}

/** Back, what it was, and when. */
export function PlayerHead({ manifest, back, chip }: PlayerHeadProps) {
  const { t } = useTranslation('capsule');
  const when = useWhen();
  return (
    <header className={css.head}>
      {typeof back === 'string' && (
        <Link href={back} className={buttonClass({}, css.back)} aria-label={t('back')} title={t('back')}>
          <Icon of={ArrowLeft} />
        </Link>
      )}
      {typeof back === 'function' && <IconButton icon={ArrowLeft} label={t('back')} onClick={back} />}
      <div className={css.words}>
        <h1>{manifest.title}</h1>
        <p>{when.longDay(manifest.startsAt)}</p>
      </div>
      {chip}
    </header>
  );
}
