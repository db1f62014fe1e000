import { CircleCheck } from 'lucide-react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import css from './Toast.module.css';

export interface ToastProps {
  message: string;
  /** The way back, where there is one. */
  undo?: { word: string; onUndo: () => void };
}

/** Says at the foot of the page that something is done. Never for errors. */
export function Toast({ message, undo }: ToastProps) {
  return (
    <div className={css.toast}>
      <Icon of={CircleCheck} />
      <p>{message}</p>
      {undo && (
        <Button kind="bare" className={css.undo} onClick={undo.onUndo}>
          {undo.word}
        </Button>
      )}
    </div>
  );
}
