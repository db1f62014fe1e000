/**
 * libwebrtc answers one key frame request in 300 ms and drops the others, whatever layer they ask for (its
 * `EncoderRtcpFeedback`). The answer carries a key frame on every layer.
 */
const SENDER_IGNORES = 300;
/** Travels with the request: the sender's clock starts when the request arrives, and networks are uneven. */
const MARGIN = 30;
/** What the worker waits before it repeats a request for one layer; see `keyFrameRequestDelay` in mediasoup. */
export const KEY_FRAME_REQUEST_DELAY = SENDER_IGNORES + MARGIN;
/**
 * Without a key frame by then one who waits asks again. It costs nothing where the sender is only slow, for it drops the
 * second request, and saves the second that mediasoup would wait where it has dropped the first. Each wait is twice as long
 * as the one before: on a narrow way up a key frame takes its time, and one more would not be there sooner.
 */
const ASK_AGAIN_AFTER = 180;
/** Larger layers are asked for when nobody has begun to watch for so long, since that request would shut the gate. */
const QUIET = 500;
const RAISE_AT_LATEST = 2_000;

type Run = () => void;

/**
 * When consumers of one producer may begin, so that a key frame follows soon.
 *
 * A request that the sender drops is lost for long: mediasoup takes it as pending and asks again after a second. Two
 * things keep this from happening. The worker itself postpones requests for the same layer (`keyFrameRequestDelay`).
 * This gate does the rest, across layers: those who begin all ask for the lowest layer, not before the sender listens
 * again; who waits for a larger layer has a picture meanwhile and is served when it is quiet, all together.
 * Should a request be dropped all the same (networks are uneven), one of those who wait asks by another layer, whose
 * request the worker does not hold back.
 */
export class KeyFrameGate {
  readonly #starts = new Set<Run>();
  readonly #raises = new Set<Run>();
  /** Ways to ask by another layer, of those who have begun and wait for the key frame. */
  readonly #nudges = new Set<Run>();
  readonly #now: () => number;
  #startTimer: NodeJS.Timeout | undefined;
  #raiseTimer: NodeJS.Timeout | undefined;
  #answerTimer: NodeJS.Timeout | undefined;
  /** When the sender last took a request. */
  #taken = -Infinity;
  /** The last request before the answer: the sender may have dropped those before it. */
  #tried = -Infinity;
  /** The quickest answer of this sender, in ms: what came sooner after a request was no answer to it. */
  #quickest = Infinity;
  #answered = true;
  /** How often it was asked again since the last answer. */
  #askedAgain = 0;
  #lastStart = -Infinity;
  #closed = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The worker asked the sender for a key frame. */
  onRequest(): void {
    const now = this.#now();
    const since = now - this.#taken;
    const taken = since >= SENDER_IGNORES;
    if (this.#answered && !taken) return this.#watch(KEY_FRAME_REQUEST_DELAY - since); // dropped
    if (this.#answered) this.#askedAgain = 0;
    if (taken) this.#taken = now;
    this.#tried = now;
    this.#answered = false;
    this.#watch(ASK_AGAIN_AFTER * 2 ** this.#askedAgain);
  }

  /** A key frame came in. */
  onKeyFrame(): void {
    clearTimeout(this.#answerTimer);
    this.#askedAgain = 0;
    if (this.#answered) return;
    this.#answered = true;
    const after = this.#now() - this.#tried;
    // Which one was answered can't be seen. The later one, if it may be: a wait too long is better than one more drop.
    if (this.#tried === this.#taken) this.#quickest = Math.min(this.#quickest, after);
    else if (this.#quickest === Infinity || after >= this.#quickest) this.#taken = this.#tried;
  }

  /**
   * Runs `start`, which makes the worker ask for a key frame, as soon as that has an effect. Returns how to cancel.
   * @param nudge asks once more, by another layer; run when there is no answer. Cancel it once the picture is there.
   */
  start(start: Run, nudge?: Run): Run {
    if (this.#closed) return () => undefined;
    this.#lastStart = this.#now();
    const begin = () => {
      start();
      if (nudge) this.#nudges.add(nudge);
    };
    const cancel = () => {
      this.#starts.delete(begin);
      if (nudge) this.#nudges.delete(nudge);
    };
    const wait = this.#wait();
    if (wait <= 0) begin();
    else {
      this.#starts.add(begin);
      this.#startTimer ??= setTimeout(() => this.#runStarts(), wait);
    }
    return cancel;
  }

  /** Runs `raise`, which asks for a larger layer, when it is quiet. Returns how to cancel. */
  raise(raise: Run): Run {
    if (this.#closed) return () => undefined;
    this.#raises.add(raise);
    const since = this.#now();
    this.#raiseTimer ??= setTimeout(() => this.#runRaises(since), QUIET);
    return () => void this.#raises.delete(raise);
  }

  /** Safe twice. What waits never runs. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#startTimer);
    clearTimeout(this.#raiseTimer);
    clearTimeout(this.#answerTimer);
    this.#starts.clear();
    this.#raises.clear();
    this.#nudges.clear();
  }

  /** Milliseconds until a request has an effect. While a key frame is on its way, who begins gets that one. */
  #wait(): number {
    const since = this.#now() - this.#taken;
    return since >= KEY_FRAME_REQUEST_DELAY || !this.#answered ? 0 : KEY_FRAME_REQUEST_DELAY - since;
  }

  /** Without a key frame until then, one who waits asks again. */
  #watch(within: number): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#nudge(), within);
  }

  #nudge(): void {
    const [nudge] = this.#nudges;
    if (nudge === undefined) return;
    this.#nudges.delete(nudge);
    // Also where the worker holds back the request of this one, the next may have its turn.
    this.#watch(ASK_AGAIN_AFTER * 2 ** ++this.#askedAgain);
    nudge();
  }

  #runStarts(): void {
    this.#startTimer = undefined;
    const wait = this.#wait();
    if (wait > 0) this.#startTimer = setTimeout(() => this.#runStarts(), wait);
    else drain(this.#starts);
  }

  #runRaises(since: number): void {
    this.#raiseTimer = undefined;
    const now = this.#now();
    const quiet = this.#starts.size === 0 && now - this.#lastStart >= QUIET;
    if (quiet || now - since >= RAISE_AT_LATEST) drain(this.#raises);
    else this.#raiseTimer = setTimeout(() => this.#runRaises(since), QUIET / 2);
  }
}

function drain(runs: Set<Run>): void {
  const now = [...runs];
  runs.clear();
  for (const run of now) run();
}
