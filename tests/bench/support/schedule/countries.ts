/** School years 2026/27 of some countries, as coarse as a bench needs: days without school and when bells ring. */
export interface Country {
  readonly code: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  /** Some of its schools keep Saturdays. */
  readonly saturdays: boolean;
  /** Minutes since midnight of the first bell, earliest and latest. */
  readonly firstBell: readonly [number, number];
  readonly periods: number;
  /** First and last day. */
  readonly holidays: readonly (readonly [string, string, 'public' | 'school'])[];
}

export const countries: readonly Country[] = [
  {
    code: 'IT',
    timeZone: 'Europe/Rome',
    from: '2026-09-14',
    to: '2027-06-10',
    saturdays: true,
    firstBell: [480, 510],
    periods: 6,
    holidays: [
      ['2026-11-01', '2026-11-02', 'public'],
      ['2026-12-07', '2026-12-08', 'public'],
      ['2026-12-23', '2027-01-06', 'school'],
      ['2027-03-25', '2027-03-30', 'school'],
      ['2027-04-25', '2027-04-25', 'public'],
      ['2027-05-01', '2027-05-01', 'public'],
      ['2027-06-02', '2027-06-02', 'public'],
    ],
  },
  {
    code: 'RO',
    timeZone: 'Europe/Bucharest',
    from: '2026-09-07',
    to: '2027-06-18',
    saturdays: false,
    firstBell: [480, 495],
    periods: 6,
    holidays: [
      ['2026-10-24', '2026-11-01', 'school'],
      ['2026-11-30', '2026-12-01', 'public'],
      ['2026-12-19', '2027-01-10', 'school'],
      ['2027-02-13', '2027-02-21', 'school'],
      ['2027-04-24', '2027-05-04', 'school'],
      ['2027-06-01', '2027-06-01', 'public'],
    ],
  },
  {
    code: 'ES',
    timeZone: 'Europe/Madrid',
    from: '2026-09-08',
    to: '2027-06-22',
    saturdays: false,
    firstBell: [510, 540],
    periods: 6,
    holidays: [
      ['2026-10-12', '2026-10-13', 'public'],
      ['2026-11-02', '2026-11-02', 'public'],
      ['2026-12-07', '2026-12-08', 'public'],
      ['2026-12-23', '2027-01-07', 'school'],
      ['2027-03-22', '2027-03-29', 'school'],
      ['2027-04-23', '2027-04-23', 'public'],
    ],
  },
  {
    code: 'FR',
    timeZone: 'Europe/Paris',
    from: '2026-09-01',
    to: '2027-07-02',
    saturdays: false,
    firstBell: [505, 540],
    periods: 6,
    holidays: [
      ['2026-10-17', '2026-11-01', 'school'],
      ['2026-11-11', '2026-11-11', 'public'],
      ['2026-12-19', '2027-01-03', 'school'],
      ['2027-02-13', '2027-02-28', 'school'],
      ['2027-04-10', '2027-04-25', 'school'],
      ['2027-05-06', '2027-05-08', 'public'],
      ['2027-05-17', '2027-05-17', 'public'],
    ],
  },
  {
    code: 'TR',
    timeZone: 'Europe/Istanbul',
    from: '2026-09-14',
    to: '2027-06-18',
    saturdays: false,
    firstBell: [510, 540],
    periods: 7,
    holidays: [
      ['2026-10-28', '2026-10-29', 'public'],
      ['2026-11-16', '2026-11-20', 'school'],
      ['2027-01-25', '2027-02-05', 'school'],
      ['2027-03-09', '2027-03-12', 'public'],
      ['2027-04-23', '2027-04-23', 'public'],
      ['2027-05-17', '2027-05-19', 'public'],
    ],
  },
  {
    code: 'PT',
    timeZone: 'Europe/Lisbon',
    from: '2026-09-11',
    to: '2027-06-11',
    saturdays: false,
    firstBell: [510, 540],
    periods: 6,
    holidays: [
      ['2026-10-05', '2026-10-05', 'public'],
      ['2026-12-01', '2026-12-01', 'public'],
      ['2026-12-08', '2026-12-08', 'public'],
      ['2026-12-17', '2027-01-03', 'school'],
      ['2027-02-08', '2027-02-10', 'school'],
      ['2027-03-22', '2027-04-02', 'school'],
      ['2027-06-10', '2027-06-10', 'public'],
    ],
  },
];
