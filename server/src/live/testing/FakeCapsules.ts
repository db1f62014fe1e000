import type { RecordingMode } from '@pluriclasse/shared/api/capsules';
import { AppError } from '@pluriclasse/shared/errors';
import { CapsuleId, type SchoolId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import type { CapsuleCue } from '../../capsules/cues.ts';
import type { CapsuleBook, CapsuleStart } from '../ports.ts';

/** One lesson's capsule in memory. */
export class FakeCapsules implements CapsuleBook {
  readonly modes = new Map<SchoolId, RecordingMode>();
  readonly cues: CapsuleCue[] = [];
  /** What else was written down, in short. */
  readonly told: string[] = [];
  capsule: { readonly capsuleId: CapsuleId; readonly epoch: number } | undefined;
  withdrawn = false;

  async refusing(schoolIds: readonly SchoolId[]): Promise<SchoolId[]> {
    return schoolIds.filter((id) => this.modes.get(id) === 'none');
  }

  async begin({ at, staffId, base }: CapsuleStart) {
    if (this.withdrawn && staffId === null)
      throw new AppError('conflict', 'It was withdrawn', { reason: 'capsule-gone' });
    if (this.withdrawn) this.capsule = undefined;
    this.withdrawn = false;
    if (this.capsule === undefined) {
      await base();
      this.capsule = { capsuleId: CapsuleId.parse(randomUUID()), epoch: at };
    }
    this.told.push(`begin ${at - this.capsule.epoch} ${staffId === null ? 'again' : 'by staff'}`);
    return { ...this.capsule, since: at };
  }

  async undo(): Promise<void> {
    this.told.push('undo');
  }

  note(_capsuleId: CapsuleId, cue: CapsuleCue): void {
    this.cues.push(cue);
  }

  wrote(): void {}

  unsay(_capsuleId: CapsuleId, messageId: string): void {
    const index = this.cues.findIndex(({ kind, body }) => kind === 'wall' && body.messageId === messageId);
    if (index >= 0) this.cues.splice(index, 1);
  }

  gapBegan(_capsuleId: CapsuleId, at: number, why: string): void {
    this.told.push(`gap ${at} ${why}`);
  }

  gapEnded(_capsuleId: CapsuleId, at: number): void {
    this.told.push(`gap over ${at}`);
  }

  async lasted(_capsuleId: CapsuleId, at: number): Promise<boolean> {
    this.told.push(`lasted ${at - (this.capsule?.epoch ?? 0)}`);
    return !this.withdrawn;
  }

  async flush(): Promise<void> {
    this.told.push('flush');
  }

  async end(_capsuleId: CapsuleId, { at, why }: { at: number; why: string }): Promise<void> {
    this.told.push(`end ${at - (this.capsule?.epoch ?? 0)} ${why}`);
  }
}
