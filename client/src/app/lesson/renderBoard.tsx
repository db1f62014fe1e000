import type { RenderBoard } from '../../features/lesson/boardSlot.ts';

/** Puts the board into a lesson's page; it is fetched while the lesson already goes on. */
export const renderBoard: RenderBoard = () => null;
