/** Opens a line, or none; then the focus is on the line `back`. */
export type OnOpen = (key: string | undefined, back?: string) => void;
