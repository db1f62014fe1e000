/** A failure that is told to the person in one sentence, without a stack: it says what to do. */
export class Sentence extends Error {
  name = 'Sentence';
}
