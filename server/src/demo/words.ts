import { randomInt } from 'node:crypto';

/** Short, easy to type in any language's keyboard, never alike. 64 of them: 6 bits each. */
const words = (
  'apple amber bread breeze candle castle cedar chalk cherry cloud clover coral cotton daisy ember fern ' +
  'field flute forest garden ginger harbor hazel honey island ivory jasmine kettle lantern lemon lily linen ' +
  'maple marble meadow melon mint moss mountain nectar oak ocean olive orange paper pearl pepper pine ' +
  'planet plum pond poppy quartz rain river saffron silver spruce stone sugar tulip velvet walnut willow'
).split(' ');

/** A password that one can read off a screen: `lantern-olive-river-47`. */
export function demoPassword(): string {
  const picked = Array.from({ length: 3 }, () => words[randomInt(words.length)]);
  return `${picked.join('-')}-${randomInt(10, 100)}`;
}
