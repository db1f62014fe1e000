/** Says what takes long and how far it is; what is done in a moment stays silent. */
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SILENT_MS = 400;
/** Without a terminal to redraw in, a line each so many seconds. */
const LINE_EVERY_S = 10;

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
  const terminal = process.stdout.isTTY;
  let done = '';
  let shown = false;
  let tick = 0;
  const draw = () => {
    const text = `${title} …${done} ${seconds(since)} s`;
    if (terminal) process.stdout.write(`\r\x1b[K${FRAMES[tick++ % FRAMES.length]} ${text}`);
    else console.log(shown ? `  ${text}` : `${title} …`);
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
    if (shown) console.log(`${terminal ? '\r\x1b[K' : ''}${outcome} ${title} (${seconds(since)} s)`);
  }
}
