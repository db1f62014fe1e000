/** What a seat's camera and microphone give in a page: the time itself, so that whoever gets it can tell how late. */
export interface ClockedMedia {
  /** Carried by each frame, as `frameCode`. */
  readonly seat: number;
  readonly hertz: number;
}

/** A frame's number is the wall's time in these milliseconds, modulo 65,536. */
export const FRAME_EVERY = 40;
/** The tone sounds from each full second of the wall's clock on, for so many milliseconds. */
export const TONE_FOR = 400;

/**
 * Runs in a page before its scripts, with its argument: replaces camera and microphone by a picture and a tone that are
 * made of `Date.now()`. Written in one piece, since only its own text reaches the page.
 */
export function clockedMedia({ seat, hertz }: ClockedMedia): void {
  // Ten pictures a second keep several seats encodable on two cores.
  const [every, drawn, sounds] = [40, 100, 400];
  const devices = navigator.mediaDevices as MediaDevices | undefined; // undefined on pages that are not secure
  if (devices === undefined) return;
  devices.getUserMedia = async ({ audio = false, video = false } = {}) =>
    new MediaStream([...(audio === false ? [] : [tone()]), ...(video === false ? [] : [picture()])]);

  function tone(): MediaStreamTrack {
    const context = new AudioContext({ sampleRate: 48_000 });
    void context.resume();
    const gate = new GainNode(context, { gain: 0 });
    const out = context.createMediaStreamDestination();
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    oscillator.connect(gate).connect(out);
    oscillator.start();
    let done = 0;
    // How far the context's clock is before the wall's, ms. A busy machine lets it be read late, and never early.
    const ahead: number[] = [];
    setInterval(() => {
      const now = Date.now();
      ahead.push(context.currentTime * 1000 - now);
      if (ahead.length > 100) ahead.shift();
      // Seconds that begin soon, also where timers run but once a second.
      for (let second = Math.ceil(now / 1000) * 1000; second - now < 1600; second += 1000) {
        if (second <= done || ahead.length < 20) continue;
        done = second;
        const at = (second + Math.max(...ahead)) / 1000;
        // Not at once: a click is every tone there is.
        gate.gain.setValueAtTime(0, at);
        gate.gain.linearRampToValueAtTime(0.25, at + 0.01);
        gate.gain.setValueAtTime(0.25, at + sounds / 1000 - 0.01);
        gate.gain.linearRampToValueAtTime(0, at + sounds / 1000);
      }
    }, 50);
    return out.stream.getAudioTracks()[0]!; // a destination has one
  }

  function picture(): MediaStreamTrack {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 360];
    const context = canvas.getContext('2d')!; // a new canvas has one
    const side = 40;
    const draw = () => {
      const frame = Math.floor(Date.now() / every) & 0xff_ff;
      const bytes = [seat & 255, frame >> 8, frame & 255];
      let crc = 0x5a;
      for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : (crc << 1) & 255;
      }
      context.fillStyle = '#777';
      context.fillRect(0, 0, 640, 360);
      [...bytes, crc].forEach((byte, row) => {
        for (let cell = 0; cell < 16; cell++) {
          const white = (((byte >> (7 - (cell >> 1))) & 1) === 1) === (cell % 2 === 0);
          context.fillStyle = white ? '#fff' : '#000';
          context.fillRect(cell * side, (2 + row) * side, side, side);
        }
      });
    };
    draw();
    setInterval(draw, drawn);
    return canvas.captureStream(1000 / drawn).getVideoTracks()[0]!; // a canvas gives one
  }
}
