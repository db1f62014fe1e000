import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useLesson } from '../hooks/useLesson.ts';
import css from './LessonTitle.module.css';

/** The page's heading on surfaces that have no room for one. */
export function LessonTitle() {
  const { title } = useLesson();
  usePageTitle(title);
  return <h1 className={css.title}>{title}</h1>;
}
