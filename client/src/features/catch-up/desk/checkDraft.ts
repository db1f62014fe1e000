import { Check, type CheckKind } from '@pluriclasse/shared/capsule/checks';
import { readGaps } from '@pluriclasse/shared/capsule/gaps';
import { lengthOf, toPresented, toRecorded, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { CheckId } from '@pluriclasse/shared/ids';
import { momentText, readMoment } from './moment.ts';

/** A check as it is typed. Moments are those that viewers see. */
export interface CheckDraft {
  readonly checkId: CheckId;
  readonly kind: CheckKind;
  readonly at: string;
  readonly ask: string;
  readonly why: string;
  readonly options: readonly { readonly text: string; readonly right: boolean }[];
  readonly text: string;
  /** One a line. */
  readonly items: string;
  readonly from: string;
}
export type DraftField = 'at' | 'ask' | 'options' | 'text' | 'items' | 'from';

/** How long before a new check the teacher is taken to have said it. */
const SAID = 5000;
const empty = [
  { text: '', right: true },
  { text: '', right: false },
];

export function newDraft(checkId: string, at: number): CheckDraft {
  return {
    checkId: CheckId.parse(checkId),
    kind: 'choice',
    at: momentText(at),
    from: momentText(Math.max(0, at - SAID)),
    ask: '',
    why: '',
    options: empty,
    text: '',
    items: '',
  };
}

export function draftOf(check: Check, kept: readonly Stretch[]): CheckDraft {
  const at = toPresented(kept, check.at);
  const draft = { ...newDraft(check.checkId, at), kind: check.kind, ask: check.ask };
  switch (check.kind) {
    case 'choice':
      return { ...draft, why: check.why ?? '', options: check.options };
    case 'gap':
      return { ...draft, why: check.why ?? '', text: check.text };
    case 'order':
      return { ...draft, why: check.why ?? '', items: check.items.join('\n') };
    case 'say':
      return { ...draft, from: momentText(toPresented(kept, check.from)) };
  }
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What is not right yet, the first field first. */
export function problemsOf(draft: CheckDraft, kept: readonly Stretch[]): DraftField[] {
  const at = readMoment(draft.at);
  const from = readMoment(draft.from);
  const items = lines(draft.items).length;
  const options = draft.options.filter(({ text }) => text.trim() !== '');
  const wrong: Record<DraftField, boolean> = {
    at: at === undefined || at > lengthOf(kept),
    ask: draft.ask.trim() === '',
    options: draft.kind === 'choice' && (options.length < 2 || !options.some(({ right }) => right)),
    text: draft.kind === 'gap' && readGaps(draft.text.trim()) === undefined,
    items: draft.kind === 'order' && (items < 2 || items > 8),
    from: draft.kind === 'say' && (from === undefined || (at !== undefined && from > at)),
  };
  return (Object.keys(wrong) as DraftField[]).filter((field) => wrong[field]); // Object.keys forgets the literal keys
}

/**
 * The check that was typed, in the recording's time.
 * @param before the check that is edited: a moment that was not changed stays to the millisecond
 */
export function checkOf(draft: CheckDraft, kept: readonly Stretch[], before?: Check): Check | undefined {
  const moment = (text: string, same: number | undefined): number => {
    if (same !== undefined && momentText(toPresented(kept, same)) === text.trim()) return same;
    return toRecorded(kept, readMoment(text) ?? 0);
  };
  const { checkId, kind, ask } = draft;
  const why = draft.why.trim();
  const at = moment(draft.at, before?.at);
  const check = Check.safeParse({
    checkId,
    kind,
    ask,
    at,
    ...(why !== '' && kind !== 'say' && { why }),
    ...(kind === 'choice' && { options: draft.options.filter(({ text }) => text.trim() !== '') }),
    ...(kind === 'gap' && { text: draft.text }),
    ...(kind === 'order' && { items: lines(draft.items) }),
    // Both were typed in full seconds: at one moment the words come first.
    ...(kind === 'say' && { from: Math.min(at, moment(draft.from, before?.kind === 'say' ? before.from : undefined)) }),
  });
  return check.success ? check.data : undefined;
}
