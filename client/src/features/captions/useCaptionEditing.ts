import { readCaptions, saveCaptions, type CaptionDraft } from '@pluriclasse/shared/api/captions';
import { readCapsule } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useEffect, useRef, useState } from 'react';
import { passes } from '../../lib/passes.ts';
import { useKeptChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { isSame, saved, written, type Written } from './cues.ts';

/** After the last key, and after a save that did not reach the server, in milliseconds. */
const SOON_MS = 1_200;
const AGAIN_MS = 8_000;

interface Work {
  /** What is written began as this. */
  base: CaptionDraft;
  past: readonly Written[];
  now: Written;
  next: readonly Written[];
  /** What the last change was of: letters of one field are undone together. */
  of: string | undefined;
}

const begin = (base: CaptionDraft, before?: Written): Work => ({
  base,
  past: [],
  now: written(base.captions, before),
  next: [],
  of: undefined,
});

/** A teacher's captions: saved by themselves, to be undone, and never overwriting what somebody else saves meanwhile. */
export function useCaptionEditing(capsuleId: CapsuleId, draft: CaptionDraft, lostWords: string) {
  const [work, setWork] = useState(() => begin(draft));
  const save = useKeptChange(saveCaptions, readCaptions, { params: { capsuleId } }, [readCapsule]);
  const captions = saved(work.now);
  /** The save that is under way, and what it takes along. */
  const running = useRef<{ captions: typeof captions; answer: Promise<CaptionDraft> }>(undefined);
  // While a save is on its way the server has neither what was nor what is.
  const unsaved = save.isPending || !isSame(captions, work.base.captions);
  const newer = draft.revision > work.base.revision;
  const conflict = newer && unsaved && !save.isPending;
  // Nothing of one's own would be lost: theirs is taken at once.
  if (newer && !unsaved && !save.isPending) setWork(begin(draft, work.now));

  const send = () => {
    const body = { revision: work.base.revision, captions };
    const answer = save.mutateAsync({ params: { capsuleId }, body });
    running.current = { captions, answer };
    // What went wrong is told by `save.error`.
    answer.then((base) => setWork((kept) => ({ ...kept, base, of: undefined })), ignore);
  };
  const waits = unsaved && !save.isPending && !conflict;
  const failed = save.error !== null && waits;
  const again = failed && passes(save.error);
  const lost = () => showToast(lostWords);
  const latest = useRef({ send, waits });
  useEffect(() => {
    latest.current = { send, waits };
  });
  useEffect(() => {
    if (!waits || (failed && !again)) return undefined;
    const timer = setTimeout(() => latest.current.send(), again ? AGAIN_MS : SOON_MS);
    return () => clearTimeout(timer);
  }, [waits, failed, again, work.now]);
  useFlush(() => {
    const last = (revision: number) => save.mutateAsync({ params: { capsuleId }, body: { revision, captions } });
    const sent = save.isPending ? running.current : undefined;
    if (sent && !isSame(captions, sent.captions)) void sent.answer.then(({ revision }) => last(revision)).catch(lost);
    if (waits) void last(work.base.revision).catch(lost);
  }, unsaved);

  /** What failed is of before; a new step is tried anew. */
  const step = (next: (kept: Work) => Work) => {
    if (save.error !== null) save.reset();
    setWork(next);
  };
  return {
    all: work.now,
    captions,
    unsaved,
    /** Somebody else saved, and one has changes of one's own. */
    conflict,
    /** The last save did not work. */
    error: failed ? save.error : null,
    retry: send,
    canUndo: work.past.length > 0,
    canRedo: work.next.length > 0,
    /** @param of a field whose next letters are undone together with this one */
    change: (next: Written | ((now: Written) => Written), of?: string) =>
      step((kept) => {
        const now = typeof next === 'function' ? next(kept.now) : next;
        if (now === kept.now) return kept;
        const goesOn = of !== undefined && of === kept.of;
        return { base: kept.base, past: goesOn ? kept.past : [...kept.past, kept.now], now, next: [], of };
      }),
    undo: () =>
      step((kept) => {
        const now = kept.past.at(-1);
        if (now === undefined) return kept;
        return { ...kept, past: kept.past.slice(0, -1), now, next: [kept.now, ...kept.next], of: undefined };
      }),
    redo: () =>
      step((kept) => {
        const [now, ...next] = kept.next;
        if (now === undefined) return kept;
        return { ...kept, past: [...kept.past, kept.now], now, next, of: undefined };
      }),
    /** Letters from now on are another step. */
    pause: () => setWork((kept) => (kept.of === undefined ? kept : { ...kept, of: undefined })),
    takeTheirs: () => step(() => begin(draft)),
    /** The next save takes the place of theirs. */
    keepMine: () => step((kept) => ({ ...kept, base: draft, of: undefined })),
  };
}
export type CaptionEditing = ReturnType<typeof useCaptionEditing>;

const ignore = () => undefined;

/** Sends what waits when one goes elsewhere on our pages; the browser asks before it closes. */
function useFlush(flush: () => void, unsaved: boolean): void {
  const latest = useRef(flush);
  useEffect(() => {
    latest.current = flush;
  });
  useEffect(() => () => latest.current(), []);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
