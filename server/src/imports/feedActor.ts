import type { StaffActor } from '@pluriclasse/shared/domain/actor';
import type { SubscriptionRow } from './subscriptions.repository.ts';

/**
 * The feed acts for its school: whoever began to follow it was allowed to, and it can only touch what itself brought. The
 * person is named in the history.
 */
export const feedActor = ({ createdBy, schoolId }: SubscriptionRow): StaffActor => ({
  kind: 'staff',
  staffId: createdBy,
  schoolId,
  roles: ['head'],
});
