import type { ClassGroupId, PupilId, SchoolId, SeatId, StaffId } from '../ids.ts';
import type { Actor, StaffActor } from './actor.ts';
import type { AskStep } from './approval.ts';
import type { MediaSource, StaffRole } from './roles.ts';

/** What is acted upon, with just what a decision needs. Fields that a kind lacks can't be asked about. */
export interface NetworkSubject {
  readonly kind: 'network';
}
/** A school, or anything that belongs to one school and is not of a class: rooms, staff, devices. */
export interface SchoolSubject {
  readonly kind: 'school';
  readonly schoolId: SchoolId;
}
/** A school, and those with which it has a twinning at work or an agreement in force. */
export interface PartnersSubject {
  readonly kind: 'partners';
  readonly schoolId: SchoolId;
  readonly partnerIds: readonly SchoolId[];
}
/** A member of a school's staff, of now or of before, and whether it is the actor. */
export interface MemberSubject {
  readonly kind: 'member';
  readonly schoolId: SchoolId;
  readonly roles: readonly StaffRole[];
  readonly own: boolean;
}
/** A member of staff as a person, whatever the school. */
export interface PersonSubject {
  readonly kind: 'person';
  readonly staffId: StaffId;
}
export interface ClassSubject {
  readonly kind: 'class';
  readonly schoolId: SchoolId;
  readonly classGroupId: ClassGroupId;
}
export interface PupilSubject {
  readonly kind: 'pupil';
  readonly schoolId: SchoolId;
  readonly classGroupId: ClassGroupId;
  readonly pupilId: PupilId;
}
/** Several classes' common thing: a twinning, a lesson, a live lesson and its board. */
export interface JointSubject {
  readonly kind: 'joint';
  readonly schoolIds: readonly SchoolId[];
  readonly classGroupIds: readonly ClassGroupId[];
  /** Rooms are not listed: a kit belongs to a lesson when its school does and its class meets in its room. */
  readonly wallOpen?: boolean;
  /** A teacher's own, into which nobody else comes. */
  readonly ownerId?: StaffId | undefined;
  readonly boardLocked?: boolean;
}
/** One seat in a live lesson, and whether it is the actor's own. */
export interface SeatSubject {
  readonly kind: 'seat';
  readonly seatId: SeatId;
  readonly lesson: JointSubject;
  readonly own: boolean;
}
/** A hand that is or would be up, of a pupil or of a class as a whole. */
export interface HandSubject {
  readonly kind: 'hand';
  readonly lesson: JointSubject;
  readonly schoolId: SchoolId;
  readonly pupilId: PupilId | undefined;
}
/** A question to a person or a school. */
export interface AskSubject {
  readonly kind: 'ask';
  readonly schoolId: SchoolId;
  readonly step: AskStep;
  /** Whether the actor is the one who is asked. */
  readonly own: boolean;
  /** Whether the school has no head who could answer. */
  readonly headless: boolean;
}
/** The standing consent of schools, present and former ones. */
export interface AgreementSubject {
  readonly kind: 'agreement';
  readonly schoolIds: readonly SchoolId[];
}
/** What one school says to an agreement: its votes, its documents, its withdrawal. */
export interface ConsentSubject {
  readonly kind: 'consent';
  readonly schoolId: SchoolId;
  /** Whether the school has no head who could say it. */
  readonly headless: boolean;
}
/** A plan that somebody keeps. */
export interface TemplateSubject {
  readonly kind: 'template';
  readonly own: boolean;
  readonly shared: boolean;
  /** The owner's school and those twinned with it. */
  readonly schoolIds: readonly SchoolId[];
}
/** What is kept of a lesson, or of a teacher alone. */
export interface CapsuleSubject {
  readonly kind: 'capsule';
  /** Schools of the lesson, or of the teacher who made it alone. */
  readonly schoolIds: readonly SchoolId[];
  /** Classes that it is published to. */
  readonly classGroupIds: readonly ClassGroupId[];
  /** Neither withdrawn nor expired. */
  readonly there: boolean;
  /** A teacher made it alone, and the actor is that teacher; null for one of a lesson. */
  readonly own: boolean | null;
}
/** What the pupils of one school do with a capsule. */
export interface CatchUpSubject {
  readonly kind: 'catch-up';
  readonly capsule: CapsuleSubject;
  /** The pupils' school. */
  readonly schoolId: SchoolId;
}
/** A stream that a seat would send. */
export interface StreamSubject {
  readonly kind: 'stream';
  readonly lesson: JointSubject;
  readonly source: MediaSource;
}

/** Every action of the product, and the kind of subject that it is asked about. */
export interface ActionSubjects {
  'network:administer': NetworkSubject;
  'school:read': SchoolSubject;
  'school:edit': SchoolSubject;
  'staff:read': SchoolSubject;
  'staff:invite': SchoolSubject;
  /** Takes someone out of a school, and back. */
  'staff:remove': MemberSubject;
  'device:read': SchoolSubject;
  'device:pair': SchoolSubject;
  'device:revoke': SchoolSubject;
  /** Bells, weeks, closures, weekly hours of a school. */
  'timetable:read': SchoolSubject;
  /** As much of a school's calendar as its partners may see: `asPartnerSees`. */
  'timetable:read-partner': PartnersSubject;
  'timetable:edit': SchoolSubject;
  /** When a member of staff can come, and is away. */
  'availability:edit': MemberSubject;
  /** Secret addresses of a person's calendar, and of a school's, its classes' and rooms'. */
  'feed:own': PersonSubject;
  'feed:school': SchoolSubject;
  'class:read': ClassSubject;
  'class:edit': ClassSubject;
  /** Puts a class away, and takes it back. */
  'class:put-away': ClassSubject;
  'pupil:list': ClassSubject;
  'pupil:edit': PupilSubject;
  'pupil:print-code': PupilSubject;
  'pupil:choose': PupilSubject;
  'twinning:read': JointSubject;
  'twinning:edit': JointSubject;
  /** Describes a class to other schools, and looks for one that fits. */
  'offer:edit': ClassSubject;
  /** Asks other schools for a twinning, or invites one by link. */
  'twinning:propose': JointSubject;
  /** Takes an invitation's link for a school. */
  'twinning:take': SchoolSubject;
  'ask:answer': AskSubject;
  'ask:remind': JointSubject;
  'agreement:read': AgreementSubject;
  'agreement:edit': AgreementSubject;
  'agreement:consent': ConsentSubject;
  'series:propose': JointSubject;
  /** Looks for common hours of these classes, which shows the timetables of their schools. */
  'hours:find': JointSubject;
  'lesson:read': JointSubject;
  'lesson:schedule': JointSubject;
  /** Who leads a lesson at a school, and whether that only watches. */
  'lesson:arrange': SchoolSubject;
  'template:create': NetworkSubject;
  'template:read': TemplateSubject;
  'template:edit': TemplateSubject;
  'lesson:watch': JointSubject;
  'lesson:join': JointSubject;
  'lesson:lead': JointSubject;
  'lesson:end': JointSubject;
  'lesson:attendance': JointSubject;
  /** Who of the teachers said to come. */
  'lesson:replies': JointSubject;
  'seat:mute': SeatSubject;
  'seat:let-in': JointSubject;
  'seat:send-out': SeatSubject;
  'floor:raise': HandSubject;
  'floor:lower': HandSubject;
  'media:send': StreamSubject;
  'wall:read': JointSubject;
  'wall:post': JointSubject;
  'wall:moderate': JointSubject;
  'board:read': JointSubject;
  'board:draw': JointSubject;
  'board:lead': JointSubject;
  /** Begins and ends the recording of a lesson. */
  'capsule:record': JointSubject;
  /** Records without a lesson, over a board. */
  'capsule:record-alone': SchoolSubject;
  'capsule:watch': CapsuleSubject;
  /** Trims, hides, names chapters, adds checks, publishes. */
  'capsule:edit': CapsuleSubject;
  /** Makes files of it that can be kept elsewhere, and fetches them. */
  'capsule:export': CapsuleSubject;
  'capsule:withdraw': CapsuleSubject;
  /** Who of other schools watched it. */
  'capsule:read-viewings': CapsuleSubject;
  /** Catches up: reads the checks, sends answers and progress. */
  'catch-up:work': CapsuleSubject;
  /** How far the pupils are, and what they wrote. */
  'catch-up:follow': CatchUpSubject;
  /** Says who was absent. */
  'catch-up:mark': CatchUpSubject;
}
export type Action = keyof ActionSubjects;

type Rules = { readonly [A in Action]: (actor: Actor, subject: ActionSubjects[A]) => boolean };

const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'staff';
const isAdmin = (actor: Actor) => isStaff(actor) && actor.roles.includes('admin');
const isCoordinator = (actor: Actor) => isStaff(actor) && actor.roles.includes('coordinator');
const worksAt = (actor: Actor, schoolId: SchoolId): actor is StaffActor =>
  isStaff(actor) && actor.schoolId !== undefined && actor.schoolId === schoolId;
const teaches = (actor: Actor, schoolId: SchoolId) => worksAt(actor, schoolId) && actor.roles.includes('teacher');
const heads = (actor: Actor, schoolId: SchoolId) => worksAt(actor, schoolId) && actor.roles.includes('head');
const runs = (actor: Actor, schoolId: SchoolId) => isAdmin(actor) || heads(actor, schoolId);
/** Roles of the network: a head neither gives them nor takes anything from whoever has one. */
export const isAboveSchools = (role: StaffRole) => role === 'admin' || role === 'coordinator';
const teachesIn = (actor: Actor, { schoolIds, ownerId }: JointSubject) =>
  schoolIds.some((id) => teaches(actor, id)) &&
  (ownerId === undefined || (isStaff(actor) && actor.staffId === ownerId));
const worksIn = (actor: Actor, { schoolIds }: JointSubject) => schoolIds.some((id) => worksAt(actor, id));

/** Whether a kit's school or a pupil's class takes part. A companion takes part only with a pupil at it. */
function takesPart(actor: Actor, { schoolIds, classGroupIds, ownerId }: JointSubject): boolean {
  if (ownerId !== undefined) return false;
  switch (actor.kind) {
    case 'kit':
      return schoolIds.includes(actor.schoolId);
    case 'companion':
      return actor.pupilId !== undefined && classGroupIds.includes(actor.classGroupId);
    case 'home':
      return classGroupIds.includes(actor.classGroupId);
    case 'staff':
    case 'nobody':
      return false;
  }
}

const inLesson = (actor: Actor, lesson: JointSubject) => teachesIn(actor, lesson) || takesPart(actor, lesson);

/** What each kind of seat may send (DESIGN §7.2: a companion nothing, whatever the browser says). */
function maySend(actor: Actor, source: MediaSource): boolean {
  switch (actor.kind) {
    case 'staff':
      return true;
    case 'kit':
      return source === 'microphone' || source === 'camera';
    case 'home':
      return source === 'microphone';
    case 'companion':
    case 'nobody':
      return false;
  }
}

/** One that a teacher made alone is that teacher's as long as that one works at the school whose pupils it is for. */
const mayEdit = (actor: Actor, { schoolIds, there, own }: CapsuleSubject) =>
  there && schoolIds.some((id) => (own === null ? teaches(actor, id) : own && worksAt(actor, id)));

const rules: Rules = {
  'network:administer': (actor) => isAdmin(actor),
  'school:read': (actor, { schoolId }) => isAdmin(actor) || isCoordinator(actor) || worksAt(actor, schoolId),
  'school:edit': (actor, { schoolId }) => runs(actor, schoolId),
  'staff:read': (actor, { schoolId }) => isAdmin(actor) || isCoordinator(actor) || worksAt(actor, schoolId),
  'staff:invite': (actor, { schoolId }) => runs(actor, schoolId),
  'staff:remove': (actor, { schoolId, roles, own }) =>
    !own && (isAdmin(actor) || (heads(actor, schoolId) && !roles.some(isAboveSchools))),
  'device:read': (actor, { schoolId }) => isAdmin(actor) || worksAt(actor, schoolId),
  'device:pair': (actor, { schoolId }) => teaches(actor, schoolId) || heads(actor, schoolId),
  'device:revoke': (actor, { schoolId }) => teaches(actor, schoolId) || runs(actor, schoolId),
  'timetable:read': (actor, { schoolId }) => isAdmin(actor) || isCoordinator(actor) || worksAt(actor, schoolId),
  'timetable:read-partner': (actor, { partnerIds }) => partnerIds.some((id) => teaches(actor, id) || heads(actor, id)),
  'timetable:edit': (actor, { schoolId }) => teaches(actor, schoolId) || runs(actor, schoolId) || isCoordinator(actor),
  'availability:edit': (actor, { schoolId, own }) => (own && worksAt(actor, schoolId)) || runs(actor, schoolId),
  'feed:own': (actor, { staffId }) => isStaff(actor) && actor.staffId === staffId,
  'feed:school': (actor, { schoolId }) => isCoordinator(actor) || worksAt(actor, schoolId),
  'class:read': (actor, { schoolId }) => isAdmin(actor) || isCoordinator(actor) || worksAt(actor, schoolId),
  'class:edit': (actor, { schoolId }) => teaches(actor, schoolId) || runs(actor, schoolId),
  'class:put-away': (actor, { schoolId }) => runs(actor, schoolId),
  'pupil:list': (actor, { schoolId, classGroupId }) =>
    teaches(actor, schoolId) ||
    heads(actor, schoolId) ||
    (actor.kind === 'companion' && actor.classGroupId === classGroupId),
  'pupil:edit': (actor, { schoolId }) => teaches(actor, schoolId) || heads(actor, schoolId),
  'pupil:print-code': (actor, { schoolId }) => teaches(actor, schoolId) || heads(actor, schoolId),
  'pupil:choose': (actor, { classGroupId }) => actor.kind === 'companion' && actor.classGroupId === classGroupId,
  'twinning:read': (actor, joint) => isAdmin(actor) || isCoordinator(actor) || worksIn(actor, joint),
  'twinning:edit': (actor) => isCoordinator(actor),
  'offer:edit': (actor, { schoolId }) => isCoordinator(actor) || teaches(actor, schoolId) || heads(actor, schoolId),
  'twinning:propose': (actor, { schoolIds }) =>
    isCoordinator(actor) || schoolIds.some((id) => teaches(actor, id) || heads(actor, id)),
  'twinning:take': (actor, { schoolId }) => isCoordinator(actor) || heads(actor, schoolId),
  'ask:answer': (actor, { schoolId, step, own, headless }) => {
    switch (step) {
      case 'teacher':
        return own && worksAt(actor, schoolId);
      case 'head':
        return heads(actor, schoolId) || (headless && isAdmin(actor));
      case 'school':
        return teaches(actor, schoolId) || heads(actor, schoolId);
    }
  },
  'ask:remind': (actor, { schoolIds }) =>
    isCoordinator(actor) || schoolIds.some((id) => teaches(actor, id) || heads(actor, id)),
  'agreement:read': (actor, { schoolIds }) =>
    isAdmin(actor) || isCoordinator(actor) || schoolIds.some((id) => worksAt(actor, id)),
  'agreement:edit': (actor) => isCoordinator(actor),
  'agreement:consent': (actor, { schoolId, headless }) => heads(actor, schoolId) || (headless && isAdmin(actor)),
  'series:propose': (actor, joint) => isCoordinator(actor) || teachesIn(actor, joint),
  'hours:find': (actor, joint) => isCoordinator(actor) || teachesIn(actor, joint),
  'lesson:read': (actor, joint) =>
    isAdmin(actor) || isCoordinator(actor) || worksIn(actor, joint) || takesPart(actor, joint),
  'lesson:schedule': (actor, joint) => isCoordinator(actor) || teachesIn(actor, joint),
  'lesson:arrange': (actor, { schoolId }) => isCoordinator(actor) || teaches(actor, schoolId) || heads(actor, schoolId),
  'template:create': (actor) =>
    isStaff(actor) && actor.roles.some((role) => role === 'teacher' || role === 'coordinator'),
  'template:read': (actor, { own, shared, schoolIds }) =>
    (own && isStaff(actor)) || (shared && (isCoordinator(actor) || schoolIds.some((id) => worksAt(actor, id)))),
  'template:edit': (actor, { own }) => own && isStaff(actor),
  'lesson:watch': inLesson,
  'lesson:join': inLesson,
  'lesson:lead': teachesIn,
  'lesson:end': teachesIn,
  'lesson:attendance': (actor, joint) => isCoordinator(actor) || worksIn(actor, joint),
  'lesson:replies': (actor, joint) => isCoordinator(actor) || worksIn(actor, joint),
  'seat:mute': (actor, { lesson, own }) => teachesIn(actor, lesson) || (own && inLesson(actor, lesson)),
  'seat:let-in': teachesIn,
  'seat:send-out': (actor, { lesson, own }) => teachesIn(actor, lesson) && !own,
  'floor:raise': (actor, { lesson, schoolId, pupilId }) =>
    teaches(actor, schoolId)
      ? lesson.schoolIds.includes(schoolId)
      : (actor.kind === 'companion' || actor.kind === 'home') &&
        takesPart(actor, lesson) &&
        actor.schoolId === schoolId &&
        actor.pupilId === pupilId,
  'floor:lower': (actor, { lesson, pupilId }) =>
    teachesIn(actor, lesson) ||
    ((actor.kind === 'companion' || actor.kind === 'home') && pupilId !== undefined && actor.pupilId === pupilId),
  'media:send': (actor, { lesson, source }) => inLesson(actor, lesson) && maySend(actor, source),
  'wall:read': inLesson,
  'wall:post': (actor, lesson) =>
    teachesIn(actor, lesson) || (actor.kind !== 'kit' && takesPart(actor, lesson) && lesson.wallOpen === true),
  'wall:moderate': teachesIn,
  'board:read': inLesson,
  'board:draw': (actor, lesson) =>
    teachesIn(actor, lesson) || (takesPart(actor, lesson) && lesson.boardLocked !== true),
  'board:lead': teachesIn,
  'capsule:record': teachesIn,
  'capsule:record-alone': (actor, { schoolId }) => teaches(actor, schoolId),
  'capsule:watch': (actor, { schoolIds, classGroupIds, there, own }) => {
    if (!there) return false;
    if (actor.kind === 'home') return classGroupIds.includes(actor.classGroupId);
    if (actor.kind === 'companion') return actor.pupilId !== undefined && classGroupIds.includes(actor.classGroupId);
    // One that a teacher made alone is that teacher's until it is published.
    const published = own === null || own || classGroupIds.length > 0;
    return published && schoolIds.some((id) => teaches(actor, id) || heads(actor, id));
  },
  'capsule:edit': mayEdit,
  'capsule:export': mayEdit,
  // Who made one alone takes it back wherever that one works by now: it is one's own voice.
  'capsule:withdraw': (actor, { schoolIds, own }) =>
    own === null
      ? schoolIds.some((id) => teaches(actor, id) || heads(actor, id))
      : (own && isStaff(actor)) || schoolIds.some((id) => heads(actor, id)),
  'capsule:read-viewings': (actor, { schoolIds }) => schoolIds.some((id) => teaches(actor, id) || heads(actor, id)),
  'catch-up:work': (actor, { there, classGroupIds }) =>
    there && takesPart(actor, { kind: 'joint', schoolIds: [], classGroupIds }),
  // What a pupil writes reaches adults of the own school only (DESIGN §7.3: nothing private to an outside adult).
  'catch-up:follow': (actor, { capsule, schoolId }) =>
    capsule.there && capsule.schoolIds.includes(schoolId) && (teaches(actor, schoolId) || heads(actor, schoolId)),
  'catch-up:mark': (actor, { capsule, schoolId }) =>
    capsule.there && capsule.schoolIds.includes(schoolId) && teaches(actor, schoolId),
};

/**
 * The one permission function: whether the actor may do this to that. Asked on every path in, on the server; the
 * client asks it only to show what can be done.
 */
export function can<A extends Action>(actor: Actor, action: A, subject: ActionSubjects[A]): boolean {
  return actor.kind !== 'nobody' && rules[action](actor, subject);
}

/** All actions, for tables. */
export const actions = Object.keys(rules) as Action[]; // Object.keys forgets the literal keys
