/** The token stands behind `#`: browsers keep that part to themselves, so it is in no log on the way. */
export const invitationLink = (origin: string, token: string): string => `${origin}/invite#${token}`;

/** Of a school into a twinning; the token behind `#` likewise. */
export const twinningLink = (origin: string, token: string): string => `${origin}/twin#${token}`;
