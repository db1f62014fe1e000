/** How a check went: it works, works but not as it should, does not work. `asking`: not known yet. */
export type Verdict = 'asking' | 'good' | 'slow' | 'trouble';

/** How media reach the lesson: by UDP, else by TCP, else not at all. `unknown`: nobody could say. */
export type Route = 'udp' | 'tcp' | 'none' | 'unknown';

/** Megabits per second. */
export interface Speed {
  down: number;
  up: number;
}

/** What the speed is enough for. All pictures of four schools take 4 down, the own three layers 2.2 up. */
export type SpeedWord = 'all' | 'one' | 'sound' | 'too-slow';

export function judgeSpeed({ down, up }: Speed): SpeedWord {
  if (down >= 4 && up >= 2.2) return 'all';
  if (down >= 1 && up >= 0.6) return 'one';
  return down >= 0.1 && up >= 0.1 ? 'sound' : 'too-slow';
}

export function verdictOfSpeed(word: SpeedWord): Verdict {
  return word === 'all' ? 'good' : word === 'too-slow' ? 'trouble' : 'slow';
}

export function verdictOfRoute(route: Route): Verdict {
  return route === 'udp' ? 'good' : route === 'none' ? 'trouble' : 'slow';
}

/** How loud a microphone has been lately. Levels are 0–1 of full scale (RMS); -60 dB is a silent room. */
export type LoudnessWord = 'asking' | 'good' | 'low' | 'silent';

const silent = 0.0008;
const low = 0.008;

/** @param loudest the loudest moment since the check began; `listenedFor` milliseconds. */
export function judgeLoudness(loudest: number, listenedFor: number): LoudnessWord {
  if (loudest >= low) return 'good';
  if (listenedFor < 4000) return 'asking';
  return loudest < silent ? 'silent' : 'low';
}
