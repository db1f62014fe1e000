/** The animals of art/avatars.svg, by the id that is stored with a pupil. */
export const avatars = [
  'owl',
  'fox',
  'whale',
  'cat',
  'bear',
  'rabbit',
  'frog',
  'hedgehog',
  'robin',
  'ladybird',
  'snail',
  'goat',
  'mouse',
  'dog',
  'pig',
  'sheep',
  'cow',
  'horse',
  'duck',
  'hen',
  'bee',
  'butterfly',
  'turtle',
  'penguin',
  'squirrel',
  'deer',
  'panda',
  'wolf',
  'chick',
  'ant',
] as const;
export type AvatarName = (typeof avatars)[number];

/** The nine pictures of art/pictures.svg, of which a pupil's pattern takes four. */
export const pictures = ['sun', 'tree', 'house', 'fish', 'moon', 'apple', 'boat', 'bell', 'key'] as const;
export type PictureName = (typeof pictures)[number];
