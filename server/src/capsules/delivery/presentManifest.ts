import type { Manifest, PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { lengthOf, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleRecord, Speaker } from '../capsules.repository.ts';
import type { CapsuleCue } from '../cues.ts';
import type { CaptionsFile } from '../captions/captionsFile.ts';
import { presentChapters } from './chaptersOf.ts';
import type { Contents, PictureFile } from './Contents.ts';
import { presentCues, presentGaps } from './cuesOf.ts';
import type { MediaParams } from './MediaLinks.ts';

interface Parts {
  readonly record: CapsuleRecord;
  readonly kept: readonly Stretch[];
  readonly contents: Contents;
  readonly cues: readonly CapsuleCue[];
  readonly speakers: readonly Speaker[];
  readonly linksUntil: number;
  readonly captions: CaptionsFile | undefined;
  readonly linkTo: (kind: MediaParams['kind'], trackId: MediaParams['trackId']) => string;
}

/** The manifest as one session gets it: names as they are now, links of its own. */
export function presentManifest(parts: Parts): Manifest {
  const { record, kept, contents, cues, speakers, captions, linksUntil, linkTo } = parts;
  const { capsuleId, lessonId, title, epoch, revision, sites, gaps, edit } = record;
  const order = new Map(sites.map((site) => [site.schoolId, site.order]));
  const home = sites[0]?.schoolId;
  const whose = (seat: string) => {
    const speaker = speakers.find(({ seatId }) => seatId === seat);
    const schoolId = speaker?.schoolId ?? home;
    if (schoolId === undefined) throw new Error('A capsule of no school');
    return { name: speaker?.name ?? null, schoolId };
  };
  const bySchool = (a: { schoolId: typeof home }, b: { schoolId: typeof home }) =>
    (order.get(a.schoolId!) ?? 0) - (order.get(b.schoolId!) ?? 0);
  const linked = (file: PictureFile): PicturePieces => ({ ...file, link: linkTo('picture', file.trackId) });
  return {
    capsuleId,
    lessonId,
    title,
    startsAt: epoch,
    revision,
    duration: lengthOf(kept),
    sites: [...sites],
    voices: contents.voices
      .map(({ seat, ...voice }) => ({ ...voice, ...whose(seat), link: linkTo('voice', voice.trackId) }))
      .toSorted(bySchool),
    pictures: contents.pictures
      .map(({ seat, source, small, large }) => ({
        source,
        ...whose(seat),
        small: small.map(linked),
        large: large.map(linked),
      }))
      .toSorted(bySchool),
    board: { link: linkTo('board', 'board'), bytes: contents.board },
    ...(captions && {
      captions: {
        language: captions.language,
        link: linkTo('captions', captions.name),
        bytes: captions.bytes.length,
      },
    }),
    chapters: presentChapters(cues, edit, contents.turns, kept),
    cues: presentCues(cues, kept, (staffId) => speakers.find((one) => one.staffId === staffId)?.name ?? null),
    gaps: presentGaps(gaps, kept, edit.hidden),
    linksUntil,
  };
}
