import { cleanName } from '../Problems.ts';

export interface LessonWords {
  readonly subject: string;
  readonly className: string;
  readonly teachers: readonly string[];
  readonly rooms: readonly string[];
}

/** Words before a class's name, in the languages of the schools that we know. */
const classWord =
  /(?:^|[\s–—(,;|-])(?:classe|class|classi|classes|clase|cls\.?|clasa|clasele|kl\.?|klasa|gruppo|grupo|groupe)\s+([^\s,;|()]+)\)?/iu;
const teacherWord =
  /(?:docente|docenti|insegnante|teacher|enseignante?|professeure?|profesora?|profesor|prof\.?|nauczyciel)(?:\s*[:.])?\s+([^;\n\\]{2,80})/iu;

/**
 * What the texts of an event say of a lesson: `DN1 – classe 1A` is the subject DN1 of class 1A. A calendar without
 * classes in its titles is one class's, whose name is the calendar's.
 */
export function lessonWords(
  event: { title: string; place: string; description: string },
  calendar: string,
): LessonWords {
  const title = cleanName(event.title, 200);
  const found = classWord.exec(title);
  const rest = found ? `${title.slice(0, found.index)} ${title.slice(found.index + found[0].length)}` : title;
  const teacher = teacherWord.exec(event.description.slice(0, 1000))?.[1];
  return {
    subject: cleanName(rest.replace(/^[\s–—|,;:-]+|[\s–—|,;:-]+$/gu, ''), 60),
    className: cleanName(found?.[1] ?? calendarClass(calendar), 60),
    // Names are written with capitals; `docente in sede` is none.
    teachers: (teacher ?? '')
      .split(/[,/&]/)
      .map((name) => cleanName(name, 60))
      .filter((name) => /^[\p{Lu}\d]/u.test(name)),
    rooms: [cleanName(event.place, 60)].filter((name) => name !== ''),
  };
}

/** `Orario classe 1A` is the calendar of 1A; any other calendar goes by its whole name. */
function calendarClass(calendar: string): string {
  return classWord.exec(calendar)?.[1] ?? calendar;
}
