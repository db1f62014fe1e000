import type { SchoolId } from '@pluriclasse/shared/ids';
import type { LessonState, Seat, Site } from '@pluriclasse/shared/signalling/state';
import { createContext, use, useMemo } from 'react';
import { siteSigns, type SiteSign } from '../../../components/siteSign.ts';
import { useLiveSeat } from './LiveSeatContext.tsx';
import { useReadable, useSelected } from './useReadable.ts';

/** The parts of a page that stand in a lesson. `LessonGate` gives it once one is in. */
export const InLesson = createContext<{ lesson: LessonState; me: Seat } | undefined>(undefined);

function useInside() {
  const inside = use(InLesson);
  if (!inside) throw new TypeError('outside of a lesson');
  return inside;
}

/** The lesson's state. */
export function useLesson(): LessonState {
  return useInside().lesson;
}

/** This seat. */
export function useMySeat(): Seat {
  return useInside().me;
}

export interface SignedSite extends Site {
  sign: SiteSign;
}

/** Sites in their fixed order, each with its sign. */
export function signSites(sites: readonly Site[]): SignedSite[] {
  const ordered = [...sites].sort((a, b) => a.order - b.order);
  const signs = siteSigns(ordered.map(({ name }) => name));
  const [first] = signs;
  return ordered.flatMap((site, n) => {
    const sign = signs[n] ?? first;
    return sign ? [{ ...site, sign }] : [];
  });
}

export function useSites(): SignedSite[] {
  const { sites } = useLesson();
  return useMemo(() => signSites(sites), [sites]);
}

/** A site by its school; every seat's school is one of them. */
export function useSite(): (schoolId: SchoolId) => SignedSite {
  const sites = useSites();
  return useMemo(() => {
    const bySchool = new Map(sites.map((site) => [site.schoolId, site]));
    const unknown = { name: '?', sign: { colour: 6, shape: 'circle', initials: '?', name: '?' } };
    return (schoolId) => bySchool.get(schoolId) ?? ({ ...sites[0], ...unknown, schoolId } as SignedSite); // only while a new site is still on its way
  }, [sites]);
}

/** Whether a teacher records alone: no class belongs to what runs. */
export function useIsAlone(): boolean {
  return useLesson().sites.every(({ classes }) => classes.length === 0);
}

/** Whether this seat's school only watches. */
export function useWatches(): boolean {
  const { lesson, me } = useInside();
  return lesson.floor.watching.includes(me.schoolId);
}

/** Whether anybody of a school is heard now. */
export function useSchoolSpeaking(schoolId: SchoolId | undefined): boolean {
  const { session } = useLiveSeat();
  const { seats } = useLesson();
  const ids = useMemo(
    () => seats.filter((seat) => seat.schoolId === schoolId).map(({ seatId }) => seatId),
    [seats, schoolId],
  );
  const speaking = useReadable(session.store.speaking);
  return ids.some((id) => speaking.has(id));
}

export function useSeatSpeaking(seatId: Seat['seatId']): boolean {
  const { session } = useLiveSeat();
  return useSelected(
    session.store.speaking,
    // A new function each time is fine: the answer is compared.
    (speaking) => speaking.has(seatId),
  );
}
