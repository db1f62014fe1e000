/**
 * Names that timetables give to English, in the languages of schools in and around Europe, without accents. A subject is
 * English when one of its words is: "Lingua inglese", "English (B1)".
 */
const english = new Set(
  (
    'english eng efl esl inglese ingles inglesa anglais engleza engleski angielski anglictina anglicky anglescina angol ' +
    'englisch engels engelsk engelska englanti inglise anglu ingilizce ingelesa angles bearla ingliz αγγλικα английски английский'
  ).split(' '),
);
const known = new Map<string, boolean>();
/** Kept answers are few in practice; somebody else's long lists don't stay. */
const MOST_KEPT = 5000;

/** Whether a subject is English, whatever the language that names it. */
export function isEnglish(subject: string): boolean {
  let is = known.get(subject);
  if (is === undefined) {
    const plain = subject.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    is = plain.split(/[^\p{L}]+/u).some((word) => english.has(word));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(subject, is);
  }
  return is;
}

/** By what subjects are compared: not by capitals. */
export const subjectKey = (subject: string): string => subject.trim().normalize('NFC').toLowerCase();
