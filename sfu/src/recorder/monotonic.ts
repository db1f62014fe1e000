/** Both read one clock of the machine; this reading of it costs less. */
const START = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds of the machine's steady clock: the same for all processes of one machine, whatever is set meanwhile. */
export const monotonic = (): number => START + performance.now();
