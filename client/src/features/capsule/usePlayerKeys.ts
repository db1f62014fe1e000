import type { KeyboardEvent, RefObject } from 'react';
import { rates, type CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { ReelBoardHandle } from './ReelBoard.tsx';

const SKIP_MS = 5_000;

export interface PlayerKeys {
  player: CapsulePlayer;
  board: RefObject<ReelBoardHandle | null>;
  onHelp: () => void;
  onCaptions: () => void;
  onChapters: () => void;
  onTranscript: () => void;
}

/**
 * The keys of a player, wherever in it the focus is. What a control needs for itself stays its own: the space bar of a
 * button, the arrows of a list, the letters of a field.
 */
export function usePlayerKeys({ player, board, onHelp, onCaptions, onChapters, onTranscript }: PlayerKeys) {
  const acts: Readonly<Record<string, () => void>> = {
    ' ': () => player.toggle(),
    k: () => player.toggle(),
    ArrowLeft: () => player.skip(-SKIP_MS),
    ArrowRight: () => player.skip(SKIP_MS),
    j: () => player.skip(-SKIP_MS),
    l: () => player.skip(SKIP_MS),
    '<': () => step(player, -1),
    ',': () => step(player, -1),
    '>': () => step(player, 1),
    '.': () => step(player, 1),
    Home: () => player.seek(0),
    End: () => player.seek(player.duration),
    c: onCaptions,
    h: onChapters,
    t: onTranscript,
    '+': () => board.current?.zoom(1.5),
    '=': () => board.current?.zoom(1.5),
    '-': () => board.current?.zoom(1 / 1.5),
    '0': () => board.current?.zoom(0),
    '?': onHelp,
  };
  return (event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element))
      return;
    if (target.closest('input, textarea, select, dialog, [contenteditable]')) return;
    if (key === ' ' && target.closest('button, a')) return;
    const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}

function step(player: CapsulePlayer, by: 1 | -1): void {
  const next = rates[rates.indexOf(player.view.get().rate) + by];
  if (next !== undefined) player.setRate(next);
}
