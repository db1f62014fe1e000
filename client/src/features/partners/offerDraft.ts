import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import type { ClassOffer, OfferHours } from '@pluriclasse/shared/domain/offers';

/** What the form holds: words as they are typed. */
export interface OfferDraft {
  readonly ageFrom: string;
  readonly ageTo: string;
  readonly level: ClassOffer['level'];
  readonly topics: string;
  readonly hours: readonly OfferHours[];
  readonly pupils: string;
  readonly languages: readonly string[];
  readonly note: string;
}

/** Children are about six when they begin school: first grade, first year. */
const AGE_AT_START = 5;

/** What is said of a class before somebody says more: from its grades and its list. */
export function draftOf(group: ClassGroup, offer: ClassOffer | undefined, language: string): OfferDraft {
  const { grades, level, pupilCount } = group;
  return {
    ageFrom: String(offer?.ageFrom ?? Math.min(...grades, 13) + AGE_AT_START),
    ageTo: String(offer?.ageTo ?? Math.max(...grades, 1) + AGE_AT_START + 1),
    level: offer ? offer.level : level,
    topics: offer?.topics.join(', ') ?? '',
    hours: offer?.hours ?? [],
    pupils: String(offer?.pupils ?? Math.max(1, pupilCount)),
    languages: offer?.languages ?? [...new Set([language, 'en'])],
    note: offer?.note ?? '',
  };
}

/** Typed words, split at commas; each once. */
export function readTopics(text: string): string[] {
  const words = text
    .split(/[,;\n]/)
    .map((word) => word.trim().slice(0, 40))
    .filter(Boolean);
  return [...new Map(words.map((word) => [word.toLocaleLowerCase(), word])).values()].slice(0, 12);
}

/** The draft as the server takes it; undefined when the ages lie the wrong way round. */
export function offerOf(draft: OfferDraft): ClassOffer | undefined {
  const [ageFrom, ageTo, pupils] = [draft.ageFrom, draft.ageTo, draft.pupils].map(Number);
  if (ageFrom === undefined || ageTo === undefined || pupils === undefined || ageFrom > ageTo) return undefined;
  return {
    ageFrom,
    ageTo,
    pupils,
    level: draft.level,
    topics: readTopics(draft.topics),
    hours: [...draft.hours],
    languages: [...draft.languages],
    note: draft.note.trim() || null,
  };
}
