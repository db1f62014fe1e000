/** The nine pictures of which a pupil's pattern takes four. */
export const patternPictures = ['sun', 'tree', 'house', 'fish', 'moon', 'apple', 'boat', 'bell', 'key'] as const;
export type PatternPicture = (typeof patternPictures)[number];
