import { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { SchoolId, TrackId } from '@pluriclasse/shared/ids';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const schoolIds = [SchoolId.parse(uuid(101)), SchoolId.parse(uuid(102))] as const;
export const trackId = (n: number): TrackId => TrackId.parse(uuid(n));

/** A minute of two teachers of two schools. @param change what is different */
export function testManifest(change: Partial<Manifest> = {}): Manifest {
  const voice = (n: number, name: string, schoolId: SchoolId): Manifest['voices'][number] => ({
    trackId: trackId(n),
    source: 'microphone',
    name,
    schoolId,
    type: 'audio/webm; codecs="opus"',
    bytes: 100,
    link: `/media/voice-${n}?sig=1`,
    heard: [{ from: n * 1_000, to: n * 1_000 + 5_000 }],
  });
  return Manifest.parse({
    capsuleId: uuid(1),
    lessonId: uuid(2),
    title: 'In our village',
    startsAt: Date.UTC(2026, 10, 17, 9, 30),
    revision: 1,
    duration: 60_000,
    sites: [
      { schoolId: schoolIds[0], name: 'Roccaverde', town: 'Roccaverde', order: 0 },
      { schoolId: schoolIds[1], name: 'Valea Mică', town: 'Valea Mică', order: 1 },
    ],
    voices: [voice(1, 'Paolo Neri', schoolIds[0]), voice(2, 'Ms Rus', schoolIds[1])],
    pictures: [],
    board: { link: '/media/board?sig=1', bytes: 10 },
    chapters: [],
    cues: [],
    gaps: [],
    linksUntil: 1_000_000,
    ...change,
  });
}
