import CapsulesPage from '../../features/capsules/CapsulesPage.tsx';
import { useForgetPages } from './useForgetPages.ts';

/** `/capsules`: what is kept of lessons. */
export default function CapsulesRoute() {
  useForgetPages();
  return <CapsulesPage />;
}
