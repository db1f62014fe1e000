import type { PageId } from '@pluriclasse/shared/board/objects';
import type { PhaseId, SchoolId } from '@pluriclasse/shared/ids';
import type { WallMessage } from '@pluriclasse/shared/signalling/state';
import type { CapsuleCue } from '../../capsules/cues.ts';
import type { LiveLesson } from '../LiveLesson.ts';
import type { Seat } from '../Seat.ts';
import { Voices, type Voice } from './Voices.ts';

/** Looks at a lesson while it is recorded, and notes what belongs to its capsule. Times are milliseconds since the epoch. */
export class Cues {
  readonly #lesson: LiveLesson;
  readonly #epoch: number;
  readonly #note: (cue: CapsuleCue) => void;
  readonly #voices = new Voices();
  /** Begins unlike anything, so that what is true at the beginning is noted. */
  #phase: PhaseId | undefined;
  #turn: SchoolId | null | undefined;
  #page: PageId | undefined;

  constructor(lesson: LiveLesson, epoch: number, note: (cue: CapsuleCue) => void) {
    this.#lesson = lesson;
    this.#epoch = epoch;
    this.#note = note;
  }

  /** The lesson may have changed: the phase, or whose turn it is. Of a turn only the school is kept. */
  look(): void {
    const { plan, floor } = this.#lesson;
    const phase = plan.phases[plan.current];
    if (phase !== undefined && phase.phaseId !== this.#phase) {
      this.#phase = phase.phaseId;
      this.#note({ kind: 'phase', at: this.#now, body: { phaseId: phase.phaseId, title: phase.title } });
    }
    const schoolId = floor.turn?.hand.schoolId ?? null;
    if (schoolId !== (this.#turn ?? null)) this.#note({ kind: 'turn', at: this.#now, body: { schoolId } });
    this.#turn = schoolId;
  }

  page(page: PageId): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#note({ kind: 'page', at: this.#now, body: { page } });
  }

  /** Only what a teacher says is kept. */
  said({ messageId, author, text }: WallMessage): void {
    if (author.kind !== 'staff') return;
    this.#note({ kind: 'wall', at: this.#now, body: { messageId, staffId: author.staffId, text } });
  }

  /** Only desks are recorded, so only they are noted. */
  heard(seats: readonly Seat[]): void {
    const desks = seats.filter(({ kind }) => kind === 'desk').map(({ seatId }) => seatId);
    for (const voice of this.#voices.hear(desks, this.#lesson.deps.now())) this.#noteVoice(voice);
  }

  end(): void {
    for (const voice of this.#voices.end()) this.#noteVoice(voice);
  }

  #noteVoice({ seatId, from, to }: Voice): void {
    const at = Math.max(0, from - this.#epoch);
    this.#note({ kind: 'voice', at, body: { seatId, to: Math.max(at, to - this.#epoch) } });
  }

  get #now(): number {
    return Math.max(0, this.#lesson.deps.now() - this.#epoch);
  }
}
