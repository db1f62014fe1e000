/** What a board may hold. The server refuses what goes beyond; the client stops before it gets there. */
export const boardLimits = {
  pages: 40,
  /** Objects on one page: twice what a page of a full class reaches in a lesson. */
  objects: 4_000,
  /** Points of one stroke: about 20 s of drawing at 120 Hz, after thinning. A longer line goes on as a second stroke. */
  strokePoints: 2_000,
  /** Letters of one text. */
  text: 500,
  /** Bytes of the whole document as stored. */
  document: 12 * 1024 * 1024,
  /** Bytes of one message on the socket: some 20,000 strokes drawn offline come back in one. */
  message: 4 * 1024 * 1024,
  /** Points in one message of live ink. */
  inkPoints: 128,
} as const;
