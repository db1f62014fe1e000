import type { Rendition } from '@pluriclasse/shared/capsule/track';
import type { StreamTag } from '../Stream.ts';

/** Whether a producer may ever get a recorder: an adult's, by the server's word, and no other. */
export const mayRecord = (tag: Pick<StreamTag, 'adult'>): boolean => tag.adult === true;

/** How a producer is kept: a camera that is sent in several sizes as its smallest and its largest. */
export function renditionsOf(
  kind: 'audio' | 'video',
  source: StreamTag['source'],
  layers: number,
): readonly Rendition[] {
  if (kind === 'audio') return ['only'];
  return source === 'camera' && layers > 1 ? ['small', 'large'] : ['large'];
}
