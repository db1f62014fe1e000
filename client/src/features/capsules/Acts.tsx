import type { CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { Ban, Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './capsules.module.css';
import { RenameDialog } from './RenameDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

/** What one may do with a capsule as a whole. */
export function Acts({ capsule }: { capsule: CapsuleBrief }) {
  const { t } = useTranslation('capsules');
  const [asks, setAsks] = useState<'rename' | 'withdraw'>();
  return (
    <div className={css.acts}>
      {capsule.mayEdit && (
        <Button icon={Pencil} onClick={() => setAsks('rename')}>
          {t('rename.act')}
        </Button>
      )}
      {capsule.mayWithdraw && (
        <Button kind="danger" icon={Ban} onClick={() => setAsks('withdraw')}>
          {t('withdraw.act')}
        </Button>
      )}
      {asks === 'rename' && <RenameDialog capsule={capsule} onClose={() => setAsks(undefined)} />}
      {asks === 'withdraw' && <WithdrawDialog capsule={capsule} onClose={() => setAsks(undefined)} />}
    </div>
  );
}
