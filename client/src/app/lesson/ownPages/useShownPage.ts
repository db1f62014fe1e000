import { OwnPageId } from '@pluriclasse/shared/ids';
import { useRef } from 'react';
import { useLocation, useSearch } from 'wouter';

const NAME = 'page';

/** The page that lies over the lesson, as the address says: so it is there after a reload, and Back closes it. */
export function useShownPage() {
  const [path, go] = useLocation();
  const found = OwnPageId.safeParse(new URLSearchParams(useSearch()).get(NAME));
  const opened = useRef(false);
  return {
    shown: found.success ? found.data : undefined,
    show: (ownPageId: OwnPageId) => {
      opened.current = true;
      go(`${path}?${NAME}=${ownPageId}`);
    },
    hide: () => {
      if (opened.current) history.back();
      else go(path, { replace: true });
      opened.current = false;
    },
  };
}
