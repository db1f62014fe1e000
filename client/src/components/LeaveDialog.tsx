import { useLeaveGuard } from '../lib/useLeaveGuard.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface Props {
  readonly unsaved: boolean;
  /** Its words in the page's language: what is lost is the page's to say. */
  readonly say: (word: 'title' | 'words' | 'stay' | 'leave') => string;
}

/** Asks before a page is left whose work is not saved. */
export function LeaveDialog({ unsaved, say }: Props) {
  const { asks, stay, leave } = useLeaveGuard(unsaved);
  if (!asks) return null;
  return (
    <Dialog
      title={say('title')}
      onClose={stay}
      acts={
        <>
          <Button onClick={stay}>{say('stay')}</Button>
          <Button kind="danger-full" onClick={leave}>
            {say('leave')}
          </Button>
        </>
      }
    >
      <p>{say('words')}</p>
    </Dialog>
  );
}
