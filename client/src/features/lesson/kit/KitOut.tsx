import { LogIn } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { Scenery } from '../../../components/Scenery.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { OutReason } from '../../../live/SessionState.ts';
import { usePage } from '../hooks/PageContext.ts';
import screen from './screen.module.css';
import css from './KitOut.module.css';

/** The room is out: because the lesson is over, or because somebody tapped. */
export function KitOut({ reason }: { reason: OutReason }) {
  const { t } = useTranslation('lesson');
  const { t: kit } = useTranslation('kit');
  const { onAgain, onGone } = usePage();
  const ended = reason === 'ended';
  return (
    <main className={`${screen.screen} ${css.out}`} data-surface="kit">
      <Scenery scene="landscape" className={css.land} />
      <div className={css.words}>
        <h1>{ended ? kit('ended') : kit('left')}</h1>
        {ended && <p>{kit('endedWords')}</p>}
        <Button kind="primary" icon={LogIn} className={css.act ?? ''} onClick={ended ? onGone : onAgain}>
          {ended ? t('out.goBack') : kit('rejoin')}
        </Button>
      </div>
    </main>
  );
}
