import { memo } from 'react';
import type { ReelScene } from '../../capsule/ReelScene.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

/** What lies on the board, for those who can't see it. @param revision other when the board is */
export const BoardWords = memo(function BoardWords({ scene }: { scene: ReelScene; revision: number }) {
  const { t } = useTranslation('capsule');
  const pages = scene.pages();
  const page = scene.page();
  const objects = page === undefined ? [] : scene.inOrder(page);
  const texts = objects.filter((object) => object.kind === 'text' && object.text !== '');
  const drawings = objects.length - objects.filter(({ kind }) => kind === 'text').length;
  const words = [
    ...(page === undefined ? [] : [t('board.page', { number: pages.indexOf(page) + 1, count: pages.length })]),
    ...(objects.length === 0 ? [t('board.empty')] : []),
    ...texts.map((object) => (object.kind === 'text' ? t('board.text', { text: object.text }) : '')),
    ...(drawings > 0 ? [t('board.drawings', { count: drawings })] : []),
  ];
  return <Hidden>{words.join('. ')}</Hidden>;
});
