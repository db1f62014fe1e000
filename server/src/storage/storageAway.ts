import { AppError } from '@pluriclasse/shared/errors';
import { StoreError } from '@pluriclasse/shared/storage/storeTrouble';

/** Does what needs the store. @throws AppError `unavailable`, reason `storage_away`, for every failure of the store */
export async function inStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StoreError ? storageAway(error) : error;
  }
}

export const storageAway = (cause: StoreError): AppError =>
  new AppError('unavailable', 'The store gives no answer', { reason: 'storage_away', cause });
