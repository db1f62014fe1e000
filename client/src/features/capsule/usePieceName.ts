import type { PathPiece } from '../../capsule/timeline.ts';
import { markAt } from '../../capsule/timeline.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** What chapters and pages are called on the screen. */
export function usePieceName() {
  const { t } = useTranslation('capsule');
  const ofPage = (page: number, title: string) =>
    title === '' ? t('chapters.page', { number: page }) : t('chapters.pageNamed', { number: page, title });
  const nameOf = ({ title, page }: PathPiece) => (page === undefined ? title : ofPage(page, title));
  return {
    /** Empty for the one chapter of a capsule without any. */
    nameOf,
    ofPage,
    /** With the page that is seen then. */
    nameAt: (piece: PathPiece | undefined, at: number): string => {
      if (piece === undefined) return '';
      const mark = markAt(piece, at);
      const name = nameOf(piece);
      if (mark === undefined) return name;
      return t('chapters.within', { title: name, page: ofPage(mark.page, mark.title) });
    },
  };
}
