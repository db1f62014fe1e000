/**
 * Codes with which the server closes a board socket. y-websocket 3 never comes back after 4400–4499 and tries again
 * after anything else, so "come back" lies at 4500 and above.
 */
export const boardClose = {
  /** A message that no honest client sends: malformed, too large, or against the document's schema. */
  invalid: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  notFound: 4404,
  /** The seat opened the board anew; the older socket is not needed. */
  replaced: 4409,
  /** The board is closed for good: its lesson has ended. */
  ended: 4410,
  /** More messages than a hand can make. */
  flood: 4429,
  /** Something in the server failed; nothing acknowledged is lost. */
  failed: 4500,
  /** The server stops or starts anew, or the board moves to another one. */
  away: 4503,
  /** The socket was too slow to take what others draw; coming back gives it the whole state in one piece. */
  tooSlow: 4508,
  /** What this seat may do has changed: come back and be asked again. */
  accessChanged: 4512,
} as const;
export type BoardCloseCode = (typeof boardClose)[keyof typeof boardClose];

/** Whether a socket closed with this code must not come back by itself. */
export const isFinalClose = (code: number): boolean => code >= 4400 && code < 4500;
