import { listCapsules } from '@pluriclasse/shared/api/capsules';
import { useEffect } from 'react';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';

/** Of capsules that are taken back, or over, nothing stays in this browser either. */
export function useForgetPages(): void {
  const { staffId } = useStaff();
  const { data } = useRead(listCapsules, {});
  useEffect(() => {
    if (data === undefined) return;
    const there = data.capsules.filter(({ state }) => state === 'ready' || state === 'recording');
    const ids = there.map(({ capsuleId }) => capsuleId);
    const forget = async () => {
      const { keepOwnPagesOnly } = await import('../../live/ownPages/openOwnPages.ts');
      await keepOwnPagesOnly(staffId, ids);
    };
    // The next visit tries again.
    forget().catch(() => undefined);
  }, [data, staffId]);
}
