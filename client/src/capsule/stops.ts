/** A check or a task at an instant of the capsule. */
export interface Stop {
  readonly id: string;
  readonly at: number;
  readonly done: boolean;
  /** "Check 2 of 3: Where is the mill?" */
  readonly label: string;
}

/** Where a player was when somebody looked, and how often somebody had gone elsewhere by then. */
export interface Look {
  readonly at: number;
  readonly seeks: number;
}

/** The first open stop that was passed on the way, however long ago one looked last: a tab that is away looks seldom. */
export function stopPassed(stops: readonly Stop[], before: Look, now: Look): Stop | undefined {
  if (now.seeks !== before.seeks) return undefined;
  return stops.filter(({ at, done }) => !done && at > before.at && at <= now.at).sort((a, b) => a.at - b.at)[0];
}
