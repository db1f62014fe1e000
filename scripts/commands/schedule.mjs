/** npm run schedule -- FILE: finds common hours and prints them as JSON. docs/schedule.md says what goes in and comes out. */
import fs from 'node:fs';

const USAGE = 'npm run --silent schedule -- request.json, or - for standard input, or --schema';
/** Some hundred whole schools; more is a mistake. */
const MOST_BYTES = 100_000_000;

/** What is wrong with a request, in one sentence. */
class BadRequest extends Error {}

try {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) throw new BadRequest(`Say which request: ${USAGE}.`);
  const answer = file === '--schema' ? await readSchema() : await answerTo(readJson(file));
  print(JSON.stringify(answer));
} catch (error) {
  if (!(error instanceof BadRequest)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function readSchema() {
  const { scheduleJsonSchema } = await import('../../shared/src/calendar/jsonSchema.ts');
  return scheduleJsonSchema();
}

async function answerTo(input) {
  const [{ ScheduleRequest }, { checkRequest }, { answerRequest }] = await Promise.all([
    import('../../shared/src/calendar/wish.ts'),
    import('../../shared/src/calendar/checkRequest.ts'),
    import('../../shared/src/calendar/answerRequest.ts'),
  ]);
  const parsed = ScheduleRequest.safeParse(input);
  if (!parsed.success) throw new BadRequest(sayIssue(parsed.error.issues[0]));
  const fault = checkRequest(parsed.data);
  if (fault !== undefined) throw new BadRequest(fault);
  return answerRequest(parsed.data);
}

function readJson(file) {
  const name = file === '-' ? 'standard input' : file;
  let bytes;
  try {
    if (file !== '-' && fs.statSync(file).size > MOST_BYTES) throw tooLarge(name);
    bytes = fs.readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    if (error instanceof BadRequest) throw error;
    throw new BadRequest(`Can't read ${name}: ${error.code ?? error.message}.`);
  }
  if (bytes.length > MOST_BYTES) throw tooLarge(name);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new BadRequest(`${name} is not JSON: ${error.message.split('\n')[0]}.`);
  }
}

const tooLarge = (name) => new BadRequest(`${name} is too large: ${MOST_BYTES / 1_000_000} MB are the most.`);

/** `schools[0].bells[1].name: expected string.` */
function sayIssue({ path, code, expected, minimum, maximum, message }) {
  const at = path.reduce((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`), '');
  const why =
    code === 'invalid_type'
      ? `expected ${expected}`
      : code === 'too_small'
        ? `less than ${minimum}`
        : code === 'too_big'
          ? `more than ${maximum}`
          : message === 'Invalid input'
            ? code.replaceAll('_', ' ')
            : message;
  return `${at.replace(/^\./, '') || 'The request'}: ${why}.`;
}

/** What reads the answer may stop reading: that is no fault of ours. */
function print(text) {
  process.stdout.on('error', () => {});
  process.stdout.write(`${text}\n`);
}
