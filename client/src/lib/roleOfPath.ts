/** As whom a page speaks to the server: one browser may hold a teacher's session and be a device besides. */
export type Role = 'staff' | 'pupil' | `device:${string}`;

/** A page's address says as whom it speaks: devices' pages carry their id, a pupil at home has `/home`. */
export function roleOfPath(path: string): Role {
  const device = /^\/(?:kit|companion)\/([0-9a-f-]{36})(?:\/|$)/i.exec(path)?.[1];
  if (device !== undefined) return `device:${device}`;
  return /^\/home(?:\/|$)/.test(path) ? 'pupil' : 'staff';
}
