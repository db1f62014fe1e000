import type { Preference } from './describe.ts';
import { roomOrder, teacherOrder } from './score.ts';
import type { Found } from './search.ts';
import type { Look } from './SiteDay.ts';
import type { SiteTime } from './SiteTime.ts';
import type { WishTime } from './WishTime.ts';

/** Who else could lead, and where else it could be, at each school: more are not offered to a common plan. */
const TEACHERS = 2;
const ROOMS = 2;

/** A way to have a pattern: whom and what to prefer at the sites, and what that adds to the pattern's id. */
export interface Way {
  readonly prefer: readonly Preference[];
  readonly name: string;
}

/** Whom and what the pattern itself takes first. */
export const USUAL_WAY: Way = { prefer: [], name: '' };

export const looksAt = ({ looks }: Found, place: number): Look[] => looks.flatMap((date) => date?.looks[place] ?? []);

/** A number that a wish always has, so that wishes of one school are not all offered the same ones of its rooms. */
export const turnOf = (wishId: string): number =>
  Array.from(wishId).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);

/** The usual way; and at each school others who can lead, and other rooms. */
export function waysOf(time: WishTime, found: Found, turn: number): Way[] {
  const ways = [USUAL_WAY];
  time.sites.forEach((site, place) => {
    const looks = looksAt(found, place);
    const { schoolId } = site.site;
    const able = (teacher: number) => looks.some(({ teachers }) => teachers.includes(teacher));
    for (const teacher of teacherOrder(site, looks).slice(1).filter(able).slice(0, TEACHERS)) {
      const name = `+staff ${schoolId} ${site.teachers[teacher]?.staffId ?? ''}`;
      ways.push({ prefer: preferring(place, { teacher }), name });
    }
    for (const room of otherRooms(site, looks, turn).slice(0, ROOMS)) {
      ways.push({ prefer: preferring(place, { room }), name: nameOf(site, room) });
    }
  });
  return ways;
}

/** One way alone: in such rooms that those who are offered the same hour in one way each don't all ask for one room. */
export function oneWayOf(time: WishTime, found: Found, turn: number): Way {
  let name = '';
  const prefer = time.sites.map((site, place): Preference => {
    const others = otherRooms(site, looksAt(found, place), 0);
    const room = others[(turn % (others.length + 1)) - 1];
    if (room === undefined) return {};
    name += nameOf(site, room);
    return { room };
  });
  return { prefer, name };
}

/** Rooms that are free at all, but for the first choice: free on the most dates first, equals in turn. */
function otherRooms({ rooms }: SiteTime, looks: readonly Look[], turn: number): number[] {
  const count = rooms?.length ?? 0;
  if (count < 2) return [];
  const [first] = roomOrder(count, looks);
  const free = Array.from({ length: count }, (_, room) => looks.filter((look) => look.rooms.includes(room)).length);
  const later = (room: number) => (room + turn) % count;
  return [...free.keys()]
    .filter((room) => room !== first && free[room]! > 0)
    .toSorted((a, b) => free[b]! - free[a]! || later(a) - later(b));
}

const nameOf = ({ site, rooms }: SiteTime, room: number): string =>
  `+room ${site.schoolId} ${rooms?.[room]?.roomId ?? ''}`;

const preferring = (place: number, what: Preference): Preference[] =>
  Array.from({ length: place + 1 }, (_, at) => (at === place ? what : {}));
