import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './Button.tsx';

export interface FileButtonProps {
  children: string;
  /** What the system's own dialog offers, as `accept` of an input. */
  accept: string;
  busy?: boolean;
  onFile: (file: File) => void;
}

/** Asks for one file. */
export function FileButton({ children, accept, busy = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={Upload} busy={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again once it is mended.
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
