import { can } from '@pluriclasse/shared/domain/permissions';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { siteLetters } from '@pluriclasse/shared/domain/siteLetters';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Occupant } from '@pluriclasse/shared/signalling/state';
import type { IncomingMessage } from 'node:http';
import { identityOf, participant } from './identity.ts';
import type { LiveLesson } from './LiveLesson.ts';
import type { LiveLessons } from './LiveLessons.ts';
import type { Participant } from './ports.ts';
import type { Seat } from './Seat.ts';

/** A seat as the board knows it. */
interface BoardSeat {
  readonly boardId: BoardId;
  readonly seatId: SeatId;
  readonly writer: string;
  readonly name: string;
  readonly site: { readonly order: number; readonly letters: string };
  readonly mayDraw: boolean;
  readonly mayLead: boolean;
}

/** Tells the board's door who may sit at it: whoever has a seat in the lesson, with that seat's own cookie. */
export class BoardSeats {
  readonly #lessons: Pick<LiveLessons, 'findByBoard'>;
  readonly #listeners = new Set<(seatId: SeatId) => void>();
  readonly #recognise: (cookieHeader: string | undefined, as: SpeakingAs) => Promise<Actor>;

  constructor(
    lessons: Pick<LiveLessons, 'findByBoard'>,
    recognise: (cookieHeader: string | undefined, as: SpeakingAs) => Promise<Actor>,
  ) {
    this.#lessons = lessons;
    this.#recognise = recognise;
  }

  async authorise(request: IncomingMessage, boardId: BoardId, seatId: SeatId): Promise<BoardSeat> {
    const { seat } = this.#find(boardId, seatId);
    const { sitter } = seat;
    // After a restart a seat is known again once it has come back to the lesson.
    if (sitter === undefined) throw new AppError('unavailable', 'The seat has not come back yet');
    const actor = participant(await this.#recognise(request.headers.cookie, sitter.as));
    if (identityOf(actor) !== seat.identity) throw new AppError('forbidden', 'Not the own seat');

    const { lesson } = this.#find(boardId, seatId);
    const subject = { ...lesson.subject, boardLocked: false };
    if (!can(actor, 'board:read', subject)) throw new AppError('forbidden', 'No permission for board:read');
    const { schoolId } = seat;
    const { sites } = lesson.planned;
    const site = sites.find((one) => one.schoolId === schoolId);
    return {
      boardId,
      seatId,
      writer: writerOf(actor),
      name: nameOf(seat.occupant),
      site: {
        order: site?.order ?? 0,
        letters: siteLetters(
          site?.name ?? '',
          sites.map(({ name }) => name),
        ),
      },
      mayDraw: can(actor, 'board:draw', subject),
      mayLead: can(actor, 'board:lead', subject),
    };
  }

  /** Calls back when a seat has left. @returns A function that ends the subscription. */
  onChange(listener: (seatId: SeatId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called by the lesson. */
  seatLeft(seatId: SeatId): void {
    for (const listener of this.#listeners) listener(seatId);
  }

  #find(boardId: BoardId, seatId: SeatId): { lesson: LiveLesson; seat: Seat } {
    const lesson = this.#lessons.findByBoard(boardId);
    // After a restart the board may be asked for before the lesson: whoever has a seat there tries again.
    if (lesson === undefined) throw new AppError('unavailable', 'The lesson of that board does not run');
    const seat = lesson.seats.get(seatId);
    if (seat === undefined || !seat.visible) throw new AppError('not_found', 'No such seat at this board');
    return { lesson, seat };
  }
}

/** Who stands behind a seat, the same at every return and at every device: a pupil is a pupil at home too. */
function writerOf(actor: Participant): string {
  if ((actor.kind === 'companion' || actor.kind === 'home') && actor.pupilId !== undefined)
    return `pupil:${actor.pupilId}`;
  return identityOf(actor);
}

const nameOf = (occupant: Occupant): string => (occupant.kind === 'pupil' ? occupant.alias : occupant.name);
