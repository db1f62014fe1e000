import { describe, expect, it } from 'vitest';
import { ClassGroupId, DeviceId, PupilId, RoomId, SchoolId, SeatId, StaffId } from '../ids.ts';
import { nobody, type Actor } from './actor.ts';
import type { AskStep } from './approval.ts';
import {
  actions,
  can,
  type Action,
  type ActionSubjects,
  type CapsuleSubject,
  type JointSubject,
} from './permissions.ts';
import { MediaSource, type StaffRole } from './roles.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const school = { own: SchoolId.parse(uuid(1)), partner: SchoolId.parse(uuid(2)), other: SchoolId.parse(uuid(3)) };
const group = {
  own: ClassGroupId.parse(uuid(11)),
  /** Of the own school, but not of the lesson. */
  beside: ClassGroupId.parse(uuid(12)),
  partner: ClassGroupId.parse(uuid(13)),
};
const pupil = { own: PupilId.parse(uuid(21)), mate: PupilId.parse(uuid(22)), beside: PupilId.parse(uuid(23)) };
const deviceId = DeviceId.parse(uuid(31));
const roomId = RoomId.parse(uuid(41));

const staff = (schoolId: SchoolId | undefined, ...roles: StaffRole[]): Actor => {
  return { kind: 'staff', staffId: StaffId.parse(uuid(51)), schoolId, roles };
};
const kit = (schoolId: SchoolId): Actor => ({ kind: 'kit', deviceId, schoolId, roomId });
const companion = (classGroupId: ClassGroupId, pupilId?: PupilId): Actor => {
  return { kind: 'companion', deviceId, schoolId: school.own, classGroupId, pupilId };
};
const home = (classGroupId: ClassGroupId, pupilId: PupilId): Actor => {
  return { kind: 'home', pupilId, schoolId: school.own, classGroupId };
};

/** The table's columns. What is acted upon is the own school's, or a lesson of the own and the partner school. */
const columns = {
  nobody,
  teacher: staff(school.own, 'teacher'),
  head: staff(school.own, 'head'),
  "partner's teacher": staff(school.partner, 'teacher'),
  "partner's head": staff(school.partner, 'head'),
  "other school's teacher": staff(school.other, 'teacher'),
  "other school's head": staff(school.other, 'head'),
  coordinator: staff(undefined, 'coordinator'),
  admin: staff(undefined, 'admin'),
  kit: kit(school.own),
  "other school's kit": kit(school.other),
  'companion, nobody at it': companion(group.own),
  'companion, pupil': companion(group.own, pupil.own),
  'companion, class beside': companion(group.beside, pupil.beside),
  home: home(group.own, pupil.own),
  'home, class beside': home(group.beside, pupil.beside),
} satisfies Record<string, Actor>;

const lesson: JointSubject = {
  kind: 'joint',
  schoolIds: [school.own, school.partner],
  classGroupIds: [group.own, group.partner],
};
const ofSchool = { kind: 'school', schoolId: school.own } as const;
const ofClass = { kind: 'class', schoolId: school.own, classGroupId: group.own } as const;
const ofPupil = { kind: 'pupil', schoolId: school.own, classGroupId: group.own, pupilId: pupil.own } as const;
const member = (own: boolean, ...roles: StaffRole[]) => {
  return { kind: 'member', schoolId: school.own, roles, own } as const;
};
const seat = (own: boolean) => ({ kind: 'seat', seatId: SeatId.parse(uuid(61)), lesson, own }) as const;
const ask = (step: AskStep, more: { own?: boolean; headless?: boolean }) => {
  return { kind: 'ask', schoolId: school.own, step, own: false, headless: false, ...more } as const;
};
const agreement = { kind: 'agreement', schoolIds: [school.own, school.partner] } as const;
const template = (more: { own?: boolean; shared?: boolean }) => {
  return { kind: 'template', own: false, shared: false, schoolIds: [school.own, school.partner], ...more } as const;
};
/** Of the lesson and published to the own class, unless said otherwise. */
const capsule = (more: Partial<CapsuleSubject>) => {
  const { schoolIds } = lesson;
  return { kind: 'capsule', schoolIds, classGroupIds: [group.own], there: true, own: null, ...more } as const;
};
/** Made by a teacher of the own school alone, and published to nobody. */
const alone = { schoolIds: [school.own], classGroupIds: [] };
const hand = (pupilId: PupilId | undefined) => ({ kind: 'hand', lesson, schoolId: school.own, pupilId }) as const;
const catchUp = (more: { there?: boolean; classGroupIds?: ClassGroupId[] }) => {
  const schoolIds = [school.own, school.partner];
  return { kind: 'capsule', schoolIds, classGroupIds: [group.own], there: true, own: null, ...more } as const;
};
const caughtUp = (schoolId: SchoolId, there = true) => {
  return { kind: 'catch-up', capsule: catchUp({ there }), schoolId } as const;
};
const stream = (source: MediaSource) => ({ kind: 'stream', lesson, source }) as const;

/** Subjects of rows whose name says more than the action. */
const special: Readonly<Record<string, ActionSubjects[Action]>> = {
  'staff:remove': member(false, 'teacher', 'head'),
  'staff:remove, oneself': member(true, 'teacher', 'head'),
  'staff:remove, admin': member(false, 'teacher', 'admin'),
  'staff:remove, coord.': member(false, 'coordinator'),
  'feed:own': { kind: 'person', staffId: StaffId.parse(uuid(51)) },
  "feed:own, another's": { kind: 'person', staffId: StaffId.parse(uuid(52)) },
  'timetable:read-partner': { kind: 'partners', schoolId: school.own, partnerIds: [school.partner] },
  'timetable:read-partner, no': { kind: 'partners', schoolId: school.own, partnerIds: [] },
  'availability:edit': member(false, 'teacher'),
  'availability:edit, own': member(true, 'teacher'),
  'ask:answer': ask('teacher', { own: true }),
  "ask:answer, a colleague's": ask('teacher', {}),
  'ask:answer, head': ask('head', {}),
  'ask:answer, headless': ask('head', { headless: true }),
  'ask:answer, school': ask('school', {}),
  'agreement:read': agreement,
  'agreement:edit': agreement,
  'agreement:consent': { kind: 'consent', schoolId: school.own, headless: false },
  'agreement:consent, nohead': { kind: 'consent', schoolId: school.own, headless: true },
  'template:read': template({}),
  'template:read, shared': template({ shared: true }),
  'template:read, own': template({ own: true }),
  'template:edit': template({ shared: true }),
  'template:edit, own': template({ own: true }),
  'capsule:watch': capsule({}),
  'capsule:watch, to nobody': capsule({ classGroupIds: [] }),
  'capsule:watch, gone': capsule({ there: false }),
  'capsule:watch, own alone': capsule({ ...alone, own: true }),
  "capsule:watch, another's": capsule({ ...alone, own: false }),
  'capsule:edit': capsule({}),
  'capsule:edit, gone': capsule({ there: false }),
  'capsule:edit, own alone': capsule({ ...alone, own: true }),
  "capsule:edit, another's": capsule({ ...alone, own: false }),
  'capsule:export': capsule({}),
  'capsule:export, gone': capsule({ there: false }),
  'capsule:export, own alone': capsule({ ...alone, own: true }),
  "capsule:export, another's": capsule({ ...alone, own: false }),
  'capsule:withdraw': capsule({}),
  'capsule:withdraw, alone': capsule({ ...alone, own: true }),
  "capsule:withdraw, mate's": capsule({ ...alone, own: false }),
  'capsule:read-viewings': capsule({ there: false }),
  'seat:mute, own': seat(true),
  'seat:send-out, own': seat(true),
  'floor:raise, own hand': hand(pupil.own),
  "floor:raise, classmate's": hand(pupil.mate),
  'floor:raise, class': hand(undefined),
  'floor:lower, own hand': hand(pupil.own),
  "floor:lower, classmate's": hand(pupil.mate),
  'floor:lower, class': hand(undefined),
  'wall:post, closed': { ...lesson, wallOpen: false },
  'wall:post, open': { ...lesson, wallOpen: true },
  'board:draw, locked': { ...lesson, boardLocked: true },
  'catch-up:work': catchUp({}),
  'catch-up:work, unpublished': catchUp({ classGroupIds: [] }),
  'catch-up:work, gone': catchUp({ there: false }),
  'catch-up:follow': caughtUp(school.own),
  "catch-up:follow, partner's": caughtUp(school.partner),
  "catch-up:follow, other's": caughtUp(school.other),
  'catch-up:follow, gone': caughtUp(school.own, false),
  'catch-up:mark': caughtUp(school.own),
  'catch-up:mark, gone': caughtUp(school.own, false),
  ...Object.fromEntries(MediaSource.options.map((source) => [`media:send, ${source}`, stream(source)])),
};

function subjectOf(row: string, action: Action): ActionSubjects[Action] {
  const given = special[row];
  if (given) return given;
  if (action === 'network:administer' || action === 'template:create') return { kind: 'network' };
  if (/^(school|staff|device|timetable|feed):|^(twinning:take|lesson:arrange|capsule:record-alone)$/.test(action))
    return ofSchool;
  if (action.startsWith('class:') || action === 'offer:edit' || action === 'pupil:list') return ofClass;
  if (action.startsWith('pupil:')) return ofPupil;
  return action === 'seat:mute' || action === 'seat:send-out' ? seat(false) : lesson;
}

/**
 * The whole matrix. Columns: N nobody · T teacher, H head of the own school · pT, pH of the partner school ·
 * oT, oH of another school · Co coordinator · Ad admin · K kit, oK of another school · C a companion without, Cp with
 * a pupil, bC one of the class beside · Ho a pupil at home, bH of the class beside.
 */
const table = `
                          N T H pT pH oT oH Co Ad K oK C Cp bC Ho bH
network:administer        · · · ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
school:read               · x x ·  ·  ·  ·  x  x  · ·  · ·  ·  ·  ·
school:edit               · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
staff:read                · x x ·  ·  ·  ·  x  x  · ·  · ·  ·  ·  ·
staff:invite              · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
staff:remove              · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
staff:remove, oneself     · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
staff:remove, admin       · · · ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
staff:remove, coord.      · · · ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
device:read               · x x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
device:pair               · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
device:revoke             · x x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
timetable:read            · x x ·  ·  ·  ·  x  x  · ·  · ·  ·  ·  ·
timetable:read-partner    · · · x  x  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
timetable:read-partner, no · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
timetable:edit            · x x ·  ·  ·  ·  x  x  · ·  · ·  ·  ·  ·
availability:edit         · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
availability:edit, own    · x x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
feed:own                  · x x x  x  x  x  x  x  · ·  · ·  ·  ·  ·
feed:own, another's       · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
feed:school               · x x ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
class:read                · x x ·  ·  ·  ·  x  x  · ·  · ·  ·  ·  ·
class:edit                · x x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
class:put-away            · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
pupil:list                · x x ·  ·  ·  ·  ·  ·  · ·  x x  ·  ·  ·
pupil:edit                · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
pupil:print-code          · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
pupil:choose              · · · ·  ·  ·  ·  ·  ·  · ·  x x  ·  ·  ·
twinning:read             · x x x  x  ·  ·  x  x  · ·  · ·  ·  ·  ·
twinning:edit             · · · ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
offer:edit                · x x ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
twinning:propose          · x x x  x  ·  ·  x  ·  · ·  · ·  ·  ·  ·
twinning:take             · · x ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
ask:answer                · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
ask:answer, a colleague's · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
ask:answer, head          · · x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
ask:answer, headless      · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
ask:answer, school        · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
ask:remind                · x x x  x  ·  ·  x  ·  · ·  · ·  ·  ·  ·
agreement:read            · x x x  x  ·  ·  x  x  · ·  · ·  ·  ·  ·
agreement:edit            · · · ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
agreement:consent         · · x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
agreement:consent, nohead · · x ·  ·  ·  ·  ·  x  · ·  · ·  ·  ·  ·
series:propose            · x · x  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
hours:find                · x · x  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
lesson:read               · x x x  x  ·  ·  x  x  x ·  · x  ·  x  ·
lesson:schedule           · x · x  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
lesson:arrange            · x x ·  ·  ·  ·  x  ·  · ·  · ·  ·  ·  ·
template:create           · x · x  ·  x  ·  x  ·  · ·  · ·  ·  ·  ·
template:read             · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
template:read, shared     · x x x  x  ·  ·  x  ·  · ·  · ·  ·  ·  ·
template:read, own        · x x x  x  x  x  x  x  · ·  · ·  ·  ·  ·
template:edit             · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
template:edit, own        · x x x  x  x  x  x  x  · ·  · ·  ·  ·  ·
lesson:watch              · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
lesson:join               · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
lesson:lead               · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
lesson:end                · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
lesson:attendance         · x x x  x  ·  ·  x  ·  · ·  · ·  ·  ·  ·
lesson:replies            · x x x  x  ·  ·  x  ·  · ·  · ·  ·  ·  ·
seat:mute                 · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
seat:mute, own            · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
seat:let-in               · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
seat:send-out             · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
seat:send-out, own        · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
floor:raise, own hand     · x · ·  ·  ·  ·  ·  ·  · ·  · x  ·  x  ·
floor:raise, classmate's  · x · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
floor:raise, class        · x · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
floor:lower, own hand     · x · x  ·  ·  ·  ·  ·  · ·  · x  ·  x  ·
floor:lower, classmate's  · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
floor:lower, class        · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
media:send, microphone    · x · x  ·  ·  ·  ·  ·  x ·  · ·  ·  x  ·
media:send, camera        · x · x  ·  ·  ·  ·  ·  x ·  · ·  ·  ·  ·
media:send, document      · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
media:send, screen        · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
media:send, screen-audio  · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
wall:read                 · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
wall:post, closed         · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
wall:post, open           · x · x  ·  ·  ·  ·  ·  · ·  · x  ·  x  ·
wall:moderate             · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
board:read                · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
board:draw                · x · x  ·  ·  ·  ·  ·  x ·  · x  ·  x  ·
board:draw, locked        · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
board:lead                · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:work             · · · ·  ·  ·  ·  ·  ·  · ·  · x  ·  x  ·
catch-up:work, unpublished · · · ·  ·  ·  ·  ·  · · ·  · ·  ·  ·  ·
catch-up:work, gone       · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:follow           · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:follow, partner's · · · x  x  ·  · ·  ·  · ·  · ·  ·  ·  ·
catch-up:follow, other's  · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:follow, gone     · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:mark             · x · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
catch-up:mark, gone       · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:record            · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:record-alone      · x · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:watch             · x x x  x  ·  ·  ·  ·  · ·  · x  ·  x  ·
capsule:watch, to nobody  · x x x  x  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:watch, gone       · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:watch, own alone  · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:watch, another's  · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:edit              · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:edit, gone        · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:edit, own alone   · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:edit, another's   · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:export            · x · x  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:export, gone      · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:export, own alone · x x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:export, another's · · · ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:withdraw          · x x x  x  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:withdraw, alone   · x x x  x  x  x  x  x  · ·  · ·  ·  ·  ·
capsule:withdraw, mate's  · · x ·  ·  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
capsule:read-viewings     · x x x  x  ·  ·  ·  ·  · ·  · ·  ·  ·  ·
`;

const rows = table
  .split('\n')
  .filter((line) => /[x·]/.test(line))
  .map((line) => {
    const row = line.slice(0, 26).trim();
    // The part before the comma is the action; the table's own test below says so of each.
    return { row, action: row.split(',')[0] as Action, cells: line.slice(26).trim().split(/\s+/) };
  });

describe('the matrix', () => {
  it('has every action and a cell for everyone', () => {
    expect([...new Set(rows.map(({ action }) => action))].sort()).toEqual([...actions].sort());
    for (const { cells } of rows) expect(cells).toHaveLength(Object.keys(columns).length);
    for (const row of Object.keys(special)) expect(rows.map((one) => one.row)).toContain(row);
  });

  it.each(rows)('$row', ({ row, action, cells }) => {
    const subject = subjectOf(row, action);
    // The subject fits the action, which TypeScript can't know of a row of a table.
    const decided = Object.values(columns).map((actor) => (can(actor, action, subject as never) ? 'x' : '·'));
    expect(decided).toEqual(cells);
  });
});

describe('what must be true whatever else changes', () => {
  const children = Object.values(columns).filter(({ kind }) => kind === 'companion' || kind === 'home');

  it('a companion sends nothing', () => {
    for (const actor of children.filter(({ kind }) => kind === 'companion')) {
      for (const source of MediaSource.options) expect(can(actor, 'media:send', stream(source))).toBe(false);
    }
  });

  it('pupils and kits never moderate', () => {
    const leading = actions.filter((action) =>
      /^(lesson:(lead|end|schedule)|seat:(let-in|send-out)|.*:(moderate|lead))$/.test(action),
    );
    expect(leading).toHaveLength(7);
    for (const actor of [...children, columns.kit]) {
      for (const action of leading) expect(can(actor, action, subjectOf(action, action) as never)).toBe(false);
      expect(can(actor, 'seat:mute', seat(false))).toBe(false);
    }
  });

  it('a pupil raises no hand for another school', () => {
    const subject = { ...hand(pupil.own), schoolId: school.partner };
    expect(can(columns['companion, pupil'], 'floor:raise', subject)).toBe(false);
  });

  it('an adult from outside has no way into a lesson', () => {
    const outside = [
      columns["other school's teacher"],
      columns["other school's head"],
      columns.coordinator,
      columns.admin,
    ];
    const inside = actions.filter((action) => /^(lesson:(watch|join)|wall:|board:)/.test(action));
    for (const actor of outside) for (const action of inside) expect(can(actor, action, lesson as never)).toBe(false);
  });
});
