import { readManifest, listCapsules, readCapsule, readDraft, saveEdit } from '@pluriclasse/shared/api/capsules';
import type { CapsuleDraft, CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { useKeptChange } from '../../../lib/query.ts';
import { isSame } from './changes.ts';

interface Work {
  /** What is edited began as this. */
  base: CapsuleDraft;
  past: readonly CapsuleEdit[];
  now: CapsuleEdit;
  next: readonly CapsuleEdit[];
  /** What the last change was of: steps of one handle are undone together. */
  of: string | undefined;
}

const begin = (base: CapsuleDraft): Work => ({ base, past: [], now: base.edit, next: [], of: undefined });

/** A teacher's changes until they are saved: to be undone, and never overwritten by what somebody else saves meanwhile. */
export function useEditing(capsuleId: CapsuleId, draft: CapsuleDraft) {
  const [work, setWork] = useState(() => begin(draft));
  const save = useKeptChange(saveEdit, readDraft, { params: { capsuleId } }, [readCapsule, listCapsules, readManifest]);
  const unsaved = !isSame(work.now, work.base.edit);
  const newer = draft.revision > work.base.revision;
  // Nothing of one's own would be lost: theirs is taken at once.
  if (newer && !unsaved && !save.isPending) setWork(begin(draft));

  return {
    edit: work.now,
    base: work.base,
    unsaved,
    /** Somebody else saved, and one has changes of one's own. */
    conflict: newer && unsaved && !save.isPending,
    saving: save.isPending,
    error: save.error,
    canUndo: work.past.length > 0,
    canRedo: work.next.length > 0,
    /** @param of a handle whose next steps are undone together with this one */
    change: (edit: CapsuleEdit, of?: string) => {
      if (isSame(edit, work.now)) return;
      const goesOn = of !== undefined && of === work.of;
      const past = goesOn ? work.past : [...work.past, work.now];
      setWork({ base: work.base, past, now: edit, next: [], of });
    },
    undo: () => {
      const now = work.past.at(-1);
      if (now === undefined) return;
      setWork({ ...work, past: work.past.slice(0, -1), now, next: [work.now, ...work.next], of: undefined });
    },
    redo: () => {
      const [now, ...next] = work.next;
      if (now === undefined) return;
      setWork({ ...work, past: [...work.past, work.now], now, next, of: undefined });
    },
    takeTheirs: () => setWork(begin(draft)),
    /** The next save takes the place of theirs. */
    keepMine: () => setWork({ ...work, base: draft, of: undefined }),
    save: (onSaved: () => void) =>
      save.mutate(
        { params: { capsuleId }, body: { revision: work.base.revision, edit: work.now } },
        {
          onSuccess: (base) => {
            setWork((kept) => ({ ...kept, base, now: base.edit, next: [], of: undefined }));
            onSaved();
          },
        },
      ),
  };
}
export type Editing = ReturnType<typeof useEditing>;
