/** One line that something is done, and the way back where there is one. */
export interface ToastMessage {
  id: number;
  message: string;
  undo?: () => void;
}

const lifetime = 6_000;
const listeners = new Set<() => void>();
let shown: ToastMessage | undefined;
let count = 0;

/** Shows it at the foot of the page for six seconds, in the place of the one before. */
export function showToast(message: string, undo?: () => void): void {
  const toast: ToastMessage = { id: (count += 1), message, ...(undo && { undo }) };
  set(toast);
  setTimeout(() => shown?.id === toast.id && set(undefined), lifetime);
}

export function hideToast(): void {
  set(undefined);
}

export function currentToast(): ToastMessage | undefined {
  return shown;
}

export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(toast: ToastMessage | undefined): void {
  shown = toast;
  for (const listener of listeners) listener();
}
