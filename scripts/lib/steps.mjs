/** Says what takes long and how far it is; what is done in a moment stays silent. */
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SILENT_MS = 400;
/** Without a terminal to redraw in, a line each so many seconds. */
const LINE_EVERY_S = 10;

/** Where it is said; standard error when standard output is somebody's data. */
let out = process.stdout;
export const tellOn = (/** @type {NodeJS.WriteStream} */ stream) => {
  out = stream;
};

const seconds = (since) => Math.round((Date.now() - since) / 1000);

/**
 * Runs `work`, telling of it under `title`.
 *
 * @template T
 * @param {string} title
 * @param {(progress: (fraction: number) => void) => Promise<T> | T} work may report how far it is, from 0 to 1
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const since = Date.now();
  const terminal = out.isTTY;
  let done = '';
  let shown = false;
  let tick = 0;
  const draw = () => {
    const text = `${title} …${done} ${seconds(since)} s`;
    if (terminal) out.write(`\r\x1b[K${FRAMES[tick++ % FRAMES.length]} ${text}`);
    else out.write(`${shown ? `  ${text}` : `${title} …`}\n`);
    shown = true;
  };
  let interval;
  const first = setTimeout(() => {
    draw();
    interval = setInterval(draw, terminal ? 100 : LINE_EVERY_S * 1000);
  }, SILENT_MS);
  let outcome = '✗';
  try {
    const result = await work((fraction) => {
      done = ` ${Math.min(100, Math.floor(fraction * 100))} %`;
    });
    outcome = '✓';
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(interval);
    if (shown) out.write(`${terminal ? '\r\x1b[K' : ''}${outcome} ${title} (${seconds(since)} s)\n`);
  }
}
