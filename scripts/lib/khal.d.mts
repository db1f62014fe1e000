/** Whether khal is there, or can be installed. */
export function canHaveKhal(): boolean;
/** Installs khal unless it is there. */
export function ensureKhal(): Promise<void>;
