import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from './Button.tsx';

export interface ToggleButtonProps extends Omit<ButtonProps, 'children' | 'on' | 'icon' | 'onToggle'> {
  pressed: boolean;
  /** What a tap will do, in the state it is in: Raise hand / Lower hand. */
  words: { off: string; on: string };
  icons?: { off: LucideIcon; on: LucideIcon };
  onToggle: (pressed: boolean) => void;
}

/** The word says what a tap will do and changes with the state; `aria-pressed` changes too. */
export function ToggleButton({ pressed, words, icons, onToggle, ...rest }: ToggleButtonProps) {
  const state = pressed ? 'on' : 'off';
  return (
    <Button
      {...rest}
      {...(icons && { icon: icons[state] })}
      on={pressed}
      aria-pressed={pressed}
      onClick={() => onToggle(!pressed)}
    >
      {words[state]}
    </Button>
  );
}
