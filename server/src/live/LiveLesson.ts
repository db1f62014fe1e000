import type { Event } from '@pluriclasse/shared/calls';
import { lessonPhase } from '@pluriclasse/shared/domain/lessonTime';
import type { JointSubject } from '@pluriclasse/shared/domain/permissions';
import { startPlan, type PlanState } from '@pluriclasse/shared/domain/plan';
import type { LessonId, SchoolId, SeatId } from '@pluriclasse/shared/ids';
import type { LobbyState } from '@pluriclasse/shared/signalling/lesson';
import type { SignallingEvents } from '@pluriclasse/shared/signalling/protocol';
import { Doorstep } from './Doorstep.ts';
import { Floor } from './Floor.ts';
import type { Identity } from './identity.ts';
import { KeyedQueue } from './KeyedQueue.ts';
import { LessonMedia } from './LessonMedia.ts';
import type { Connection, LessonPlan, LiveDeps } from './ports.ts';
import { Recording } from './recording/Recording.ts';
import { RoomEvents } from './RoomEvents.ts';
import { SaveSoon } from './SaveSoon.ts';
import type { Seat } from './Seat.ts';
import { Stage } from './Stage.ts';
import type { StoredLesson } from './StoredLesson.ts';
import { lobbyOf, storedOf } from './views.ts';
import { Wall } from './Wall.ts';

/** The events that tell a change of the state: each carries the revision that it made. */
type Changes = {
  [N in keyof SignallingEvents as Event<SignallingEvents, N> extends { revision: number } ? N : never]: Omit<
    Event<SignallingEvents, N>,
    'revision'
  >;
};

/** What a crash may lose of the count of revisions: a server that takes over goes on beyond it. */
const revisionLeap = 1_000;

/**
 * One running lesson: its state, the one place where a change gets its revision and is told, and what it is made of.
 * What seats may do to it is in `entry/` (coming and going) and `orders/` (everything else).
 */
export class LiveLesson {
  readonly deps: LiveDeps;
  readonly seats = new Map<SeatId, Seat>();
  /** Who stands in the lobby. */
  readonly watchers = new Set<Connection>();
  readonly doorstep: Doorstep;
  readonly floor: Floor;
  readonly wall: Wall;
  readonly stage: Stage;
  readonly media: LessonMedia;
  readonly recording: Recording;
  /** One seat's join, leave and produce come one after the other. */
  readonly queue = new KeyedQueue<Identity | 'end'>();
  plan: PlanState;
  boardLocked: boolean;
  #planned: LessonPlan;
  #revision: number;
  /** Nothing happened in it yet: the first to come in starts the clock. */
  #begun: boolean;
  readonly #store: SaveSoon;

  constructor(planned: LessonPlan, stored: StoredLesson | undefined, deps: LiveDeps) {
    this.#planned = planned;
    this.deps = deps;
    this.#begun = stored !== undefined;
    this.#revision = stored === undefined ? 0 : stored.revision + revisionLeap;
    this.plan = stored?.plan ?? startPlan(planned.phases, planned.startsAt);
    this.boardLocked = stored?.boardLocked ?? false;
    this.doorstep = new Doorstep(stored);
    this.floor = new Floor(() => {
      const { sites, watching } = this.#planned;
      return { schools: sites.map(({ schoolId }) => schoolId), watching };
    }, stored?.floor);
    this.wall = new Wall(stored?.wall);
    // Who records alone does it over the board.
    const first = planned.ownerId === undefined ? undefined : ({ show: 'board' } as const);
    this.stage = new Stage(stored?.stage ?? first);
    this.recording = new Recording(this);
    this.media = new LessonMedia({
      lessonId: planned.lessonId,
      rooms: deps.media,
      log: deps.log,
      listener: new RoomEvents(this),
      onOpened: (link) => this.recording.roomOpened(link),
      timings: deps.timings,
    });
    this.#store = new SaveSoon(() => deps.store.save(this.lessonId, storedOf(this)), deps.log);
  }

  get lessonId(): LessonId {
    return this.#planned.lessonId;
  }

  get planned(): LessonPlan {
    return this.#planned;
  }

  set planned(next: LessonPlan) {
    this.#planned = next;
  }

  /** What permissions are asked about. */
  get subject(): JointSubject {
    const { sites, ownerId } = this.#planned;
    return {
      kind: 'joint',
      ownerId,
      schoolIds: sites.map(({ schoolId }) => schoolId),
      classGroupIds: sites.flatMap(({ classes }) => classes.map(({ classGroupId }) => classGroupId)),
      wallOpen: this.wall.open,
      boardLocked: this.boardLocked,
    };
  }

  get phase(): LobbyState['phase'] {
    const { over, agreed } = this.#planned;
    if (over !== 'no') return 'ended';
    return agreed === 'confirmed' ? lessonPhase(this.#planned, this.deps.now()) : 'early';
  }

  /** Seats that everyone sees. */
  get present(): Seat[] {
    return [...this.seats.values()].filter(({ visible }) => visible);
  }

  /** Schools with a seat in it, in the order of the sites. */
  get here(): SchoolId[] {
    const schools = new Set(this.present.map(({ schoolId }) => schoolId));
    return this.#planned.sites.map(({ schoolId }) => schoolId).filter((id) => schools.has(id));
  }

  get teachersHere(): number {
    return this.present.filter(({ kind, state }) => kind === 'desk' && state.kind === 'here').length;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The first to come in starts the plan's clock, if the lesson should have begun. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.plan = { ...this.plan, since: Math.max(this.plan.since, this.deps.now()) };
  }

  /** Tells everyone a change that was just made, under a revision of its own. */
  change<N extends keyof Changes>(name: N, body: Changes[N]): void {
    const revision = this.#next();
    // Changes[N] is Event<N> without its revision, which TypeScript does not undo for an open N.
    const event = { revision, ...body } as unknown as Event<SignallingEvents, N>;
    this.deps.announcer.emit({ to: 'lesson', lessonId: this.lessonId }, name, event);
    this.recording.look();
  }

  seatChanged(seat: Seat): void {
    if (seat.visible) this.change('lesson:seat-changed', { seat: seat.view });
  }

  stageChanged(changed: boolean): void {
    if (changed) this.change('lesson:stage-changed', { stage: this.stage.state });
  }

  floorChanged(): void {
    this.change('floor:changed', { floor: this.floor.state });
  }

  /** Who waits is the teachers' to know; the others hear only that the revision went on. */
  waitingChanged(): void {
    const revision = this.#next();
    const { lessonId } = this;
    const { waiting } = this.doorstep;
    this.deps.announcer.emit({ to: 'teachers', lessonId }, 'lesson:waiting-changed', { revision, waiting });
    this.deps.announcer.emit({ to: 'pupils', lessonId }, 'lesson:waiting-changed', { revision, waiting: [] });
  }

  lobbyChanged(): void {
    this.deps.announcer.emit({ to: 'lobby', lessonId: this.lessonId }, 'lobby:changed', lobbyOf(this));
  }

  /** Something that is kept changed outside the revisions. */
  touch(delay: number): void {
    this.#store.touch(delay);
  }

  save(): Promise<void> {
    return this.#store.flush();
  }

  #next(): number {
    this.#revision += 1;
    this.#store.touch(this.deps.timings.save);
    return this.#revision;
  }
}
