import type { Language } from '@pluriclasse/shared/domain/roles';

/** What calendars say. The rest of a lesson is names and numbers. */
const en = {
  staff: (name: string) => `${name}: lessons with other schools`,
  class: (name: string, school: string) => `${name}, ${school}: lessons with other schools`,
  room: (name: string, school: string) => `${name}, ${school}: lessons with other schools`,
  school: (name: string) => `${name}: lessons with other schools`,
  cancelled: (title: string) => `Called off: ${title}`,
  tentative: (title: string) => `Proposed: ${title}`,
  hours: 'Hours',
  plan: 'Plan',
  minutes: (count: number) => `${count} min`,
};
export type FeedWords = typeof en;

const it: FeedWords = {
  staff: (name) => `${name}: lezioni con altre scuole`,
  class: (name, school) => `${name}, ${school}: lezioni con altre scuole`,
  room: (name, school) => `${name}, ${school}: lezioni con altre scuole`,
  school: (name) => `${name}: lezioni con altre scuole`,
  cancelled: (title) => `Annullata: ${title}`,
  tentative: (title) => `Proposta: ${title}`,
  hours: 'Orari',
  plan: 'Programma',
  minutes: (count) => `${count} min`,
};

export const feedWords: Readonly<Record<Language, FeedWords>> = { en, it };
