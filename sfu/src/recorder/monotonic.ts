/** Milliseconds of the machine's steady clock: the same for all processes of one machine, whatever is set meanwhile. */
export const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;
