import type { CapsuleExports, ExportFormat } from '@pluriclasse/shared/api/capsuleExports';

/** What an ffmpeg was built with, by its own names. */
export interface FfmpegSkills {
  readonly encoders: ReadonlySet<string>;
  readonly decoders: ReadonlySet<string>;
}
type Able = CapsuleExports['able'];

/** What is asked of encoders for each format, the best first. Phones play the first of each kind. */
const sounds: readonly Recipe[] = [
  { format: 'm4a-aac', needs: ['aac'] },
  { format: 'ogg-opus', needs: ['libopus'] },
];
const films: readonly Recipe[] = [
  { format: 'mp4-h264', needs: ['libx264', 'aac'] },
  { format: 'webm-vp9', needs: ['libvpx-vp9', 'libopus'] },
  { format: 'mp4-mpeg4', needs: ['mpeg4', 'aac'] },
];
interface Recipe {
  readonly format: ExportFormat;
  readonly needs: readonly string[];
}

/** What can be made with an ffmpeg, or without one. */
export function ableTo(skills: FfmpegSkills | undefined): Able {
  if (skills === undefined) return { audio: { lacks: 'no_ffmpeg' }, mp4: { lacks: 'no_ffmpeg' } };
  const best = (recipes: readonly Recipe[]): Able['mp4'] => {
    const found = recipes.find(({ needs }) => needs.every((name) => skills.encoders.has(name)));
    return found ? { format: found.format } : { lacks: 'no_encoder' };
  };
  // The board reaches ffmpeg as SVG.
  const film: Able['mp4'] = skills.decoders.has('librsvg') ? best(films) : { lacks: 'no_drawings' };
  return { audio: best(sounds), mp4: film };
}

export const endingOf = (format: ExportFormat): 'mp4' | 'webm' | 'm4a' | 'ogg' => {
  switch (format) {
    case 'mp4-h264':
    case 'mp4-mpeg4':
      return 'mp4';
    case 'webm-vp9':
      return 'webm';
    case 'm4a-aac':
      return 'm4a';
    case 'ogg-opus':
      return 'ogg';
  }
};

const types = { mp4: 'video/mp4', webm: 'video/webm', m4a: 'audio/mp4', ogg: 'audio/ogg' } as const;
export const typeOf = (format: ExportFormat): string => types[endingOf(format)];
