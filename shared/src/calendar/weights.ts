/**
 * What lessons are worth and what they cost, in points: whole numbers, so that sums are exact and ties are real. A pattern's
 * value is the worth of its lessons less all its costs. One more lesson is always worth more than the gap that it leaves
 * before it; beyond that the table only says which of several good hours is the better one.
 */
export const weights = {
  /** Worth of a lesson for every school that takes part in it. */
  lesson: 500,
  /** A minute of a period that a lesson begins or ends within: the rest of that hour is torn. */
  tornMinute: 2,
  /** An hour of another subject than English that a class loses. */
  displaced: 100,
  /** For each hour that the school which loses most loses more than the one which loses least. */
  unfairness: 40,
  /** A minute of a break that a lesson takes. */
  breakMinute: 5,
  /** Times the square of the turns without a lesson between two lessons, of which at most `gapTurns` count. */
  gap: 20,
  gapTurns: 4,
  /** A lesson at a school that is not wholly within preferred hours, where there are any. */
  notPreferred: 60,
  /** A lesson of a teacher who would rather not come then, or who would gladly. */
  ratherNot: 150,
  gladly: -50,
} as const;

/** What it takes people to change something, in the same points. */
export const efforts = {
  /** An entry moves to another period of its week, for good: once. */
  moveEntry: 300,
  /** More when the class would come earlier or stay longer for it. */
  longerDay: 300,
  /** A subject is given up: once, and for every lesson won. */
  displaceSubject: 100,
  displacedLesson: 100,
  /** For every day on which a teacher is asked to come after all or is substituted in an own lesson. */
  askTeacher: 120,
  /** For every day on which a colleague leads who teaches these classes or English; who does not. */
  otherTeacher: 60,
  strangerTeacher: 100,
  /** Once. */
  otherRoom: 80,
  /** Once: somebody had a reason to forbid them. */
  allowHours: 400,
  /** For every date that leaves its hour. */
  otherHours: 150,
} as const;
