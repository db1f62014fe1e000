import type { ExportFormat } from '@pluriclasse/shared/api/capsuleExports';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { film, type Box } from './layout.ts';

/** A picture's file in the folder, and where and when it is laid over the film. */
export interface FilmPicture {
  readonly name: string;
  /** When its first frame is seen: ffmpeg begins every file at 0. */
  readonly starts: number;
  readonly box: Box;
  readonly seen: readonly Stretch[];
}
export interface Task {
  readonly format: ExportFormat;
  readonly title: string;
  /** Milliseconds of what is made. */
  readonly duration: number;
  readonly voices: readonly string[];
  /** Whether a shared screen's sound is in it, which has two sides. */
  readonly stereo: boolean;
  /** A name within the folder. */
  readonly output: string;
  /** Bytes at which ffmpeg stops. */
  readonly mostBytes: number;
  /** Seconds of the processor after which the system ends it, even when nobody watches any more. */
  readonly mostSeconds: number;
}

const RATE = 12;
/** What has no space within it. */
const words = (text: string): string[] => text.split(' ');
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const beginning = ({ mostSeconds }: Task): string[] => [
  ...words(`-hide_banner -nostdin -y -v error -timelimit ${mostSeconds}`),
  ...words('-progress pipe:1 -stats_period 1'),
];
/** Only files, whatever a file says. */
const input = (...file: string[]): string[] => ['-protocol_whitelist', 'file', ...file];
const inputsOf = ({ voices }: Task): string[] => voices.flatMap((voice) => input('-i', `file:${voice}`));

const sounds = {
  aac: (stereo: boolean) => ['-c:a', 'aac', '-b:a', stereo ? '112k' : '64k'],
  opus: (stereo: boolean) => ['-c:a', 'libopus', '-b:a', stereo ? '64k' : '32k'],
} as const;
const pictures = {
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-profile:v', 'main'],
  mpeg4: ['-c:v', 'mpeg4', '-q:v', '5'],
  vp9: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '7', '-crf', '36', '-b:v', '0'],
} as const;

function ending({ format, title, duration, stereo, output, mostBytes, voices }: Task, withPicture: boolean): string[] {
  const sound = format === 'ogg-opus' || format === 'webm-vp9' ? sounds.opus(stereo) : sounds.aac(stereo);
  const codec = format === 'mp4-h264' ? 'h264' : format === 'mp4-mpeg4' ? 'mpeg4' : 'vp9';
  return [
    ...(withPicture ? ['-map', '[film]', ...pictures[codec], '-g', String(RATE * 5), '-threads', '2'] : []),
    ...(voices.length > 0 ? ['-map', '[sound]', '-ac', stereo ? '2' : '1', ...sound] : []),
    ...words(`-map_metadata -1 -t ${seconds(duration)} -fs ${mostBytes}`),
    ...(format.startsWith('m') ? ['-movflags', '+faststart'] : []),
    '-metadata',
    `title=${title}`,
    `file:${output}`,
  ];
}

/** All voices as one, each as loud as it is; what would be too loud together is held back. @param first its input */
function mix({ voices, stereo }: Task, first: number): string[] {
  if (voices.length === 0) return [];
  const layout = `aresample=48000,aformat=channel_layouts=${stereo ? 'stereo' : 'mono'}`;
  const all = voices.map((_, n) => `[${first + n}:a]${layout}[a${n}]`);
  const joined = voices.map((_, n) => `[a${n}]`).join('');
  const mixed = `${joined}amix=inputs=${voices.length}:duration=longest:normalize=0,alimiter=limit=0.95:level=0[sound]`;
  // By itself, so that a picture whose size changes does not begin the sound anew.
  return ['-filter_complex', [...all, mixed].join(';')];
}

/** All voices, and nothing else. */
export const audioCommand = (task: Task): string[] => [
  ...beginning(task),
  ...inputsOf(task),
  ...mix(task, 0),
  ...ending(task, false),
];

/** The board (frames of the list `board`) beside the column (`side`), recorded pictures over them, and all voices. */
export function filmCommand(task: Task, over: readonly FilmPicture[]): string[] {
  const graph = [
    `[0:v]fps=${RATE},format=yuv420p[board]`,
    `[1:v]fps=${RATE},format=yuv420p[side]`,
    `[board][side]hstack,setsar=1[p0]`,
    ...over.flatMap(({ box, seen }, n) => [
      `[${n + 2}:v]scale=${box.width}:${box.height},setsar=1,format=yuv420p[o${n}]`,
      `[p${n}][o${n}]overlay=${box.x}:${box.y}:eof_action=pass:enable='${whenOf(seen)}'[p${n + 1}]`,
    ]),
    `[p${over.length}]crop=${film.width}:${film.height}[film]`,
  ];
  return [
    ...beginning(task),
    ...['board', 'side'].flatMap((list) => input('-f', 'concat', '-safe', '1', '-i', list)),
    ...over.flatMap(({ name, starts }) => input('-itsoffset', seconds(starts), '-reinit_filter', '0', '-i', name)),
    ...inputsOf(task),
    '-filter_complex',
    graph.join(';'),
    ...mix(task, over.length + 2),
    ...ending(task, true),
  ];
}

const whenOf = (seen: readonly Stretch[]): string =>
  seen.map(({ from, to }) => `between(t,${seconds(from)},${seconds(to)})`).join('+');
