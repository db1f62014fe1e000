import { Sentence } from './sentence.mjs';

/**
 * Runs a command to its end. What a person can put right is told in a sentence; anything else is a fault of ours and
 * keeps its stack.
 *
 * @param {() => Promise<void>} command
 */
export async function guarded(command) {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Sentence ? `\n${error.message}` : error);
    process.exit(1);
  }
}
