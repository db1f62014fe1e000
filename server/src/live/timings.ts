/** All waiting times of a running lesson, in milliseconds; tests shorten them. */
export const timings = {
  /** How long the place of a seat whose link dropped is kept. */
  awayGrace: 120_000,
  /** How long a media room with nobody in it stays open. */
  emptyRoom: 60_000,
  /** How long a lesson with nobody in it or in its lobby stays in memory. */
  emptyLesson: 5 * 60_000,
  /** Changes are stored after at most this long; talk time, which changes all the time, less often. */
  save: 500,
  saveTalk: 5_000,
  /** Between two reports of talk time. */
  talk: 1_000,
  /** How often a media room is tried to open while no node can, and how long between two tries. */
  roomTries: 15,
  roomPause: 250,
  /** Between two notes of how far a recording has come; a crash loses that much of what is known. */
  recordingBeat: 5_000,
  /** How long the end of a recording waits for the node. */
  stopRecording: 1_200,
  /** Between two looks at all running lessons. */
  round: 1_000,
};
export type Timings = typeof timings;
