/** Runs in Chromium: endpoints as in crowdProcess.ts, for the control dialect. */
import { ControlEndpoint, openControlDoor, sendByControl, type ControlDoor } from './ControlEndpoint.ts';
import { countPackets, joinAll, type Endpoint, type Joins } from './Endpoint.ts';

/** Small pictures of noise: many packets that twenty receivers can decode beside the SFU. */
const CAMERA = { width: 320, height: 180, framesPerSecond: 10, bits: 1_500_000 };
const MICROPHONES = 4;

const endpoints: Endpoint[] = [];
let door: ControlDoor | undefined;

function getDoor(): ControlDoor {
  if (door === undefined) throw new Error('Not opened');
  return door;
}

export const page = {
  async open(url: string): Promise<void> {
    door = await openControlDoor(url);
  },
  async send(): Promise<void> {
    const microphones = Array.from({ length: MICROPHONES }, (_, place) => playTone(300 + 90 * place));
    await sendByControl(getDoor(), paintNoise(), microphones, CAMERA.bits);
  },
  subscribe: (count: number): Promise<Joins> =>
    joinAll(endpoints, count, (place) => new ControlEndpoint(getDoor(), `seat-${place}`)),
  count: (): Promise<number> => countPackets(endpoints),
};
export type CrowdPage = typeof page;

function playTone(hertz: number): MediaStreamTrack {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const tone = context.createOscillator();
  tone.frequency.value = hertz;
  tone.connect(out);
  tone.start();
  return firstTrack(out.stream);
}

function paintNoise(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = CAMERA.width;
  canvas.height = CAMERA.height;
  const context = canvas.getContext('2d');
  const frames = Array.from({ length: 8 }, () => {
    const frame = new ImageData(CAMERA.width, CAMERA.height);
    for (let at = 0; at < frame.data.length; at += 1) frame.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    return frame;
  });
  let count = 0;
  setInterval(() => {
    const frame = frames[(count += 1) % frames.length];
    if (frame !== undefined) context?.putImageData(frame, 0, 0);
  }, 1000 / CAMERA.framesPerSecond);
  return firstTrack(canvas.captureStream(CAMERA.framesPerSecond));
}

function firstTrack(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks();
  if (track === undefined) throw new Error('No track');
  return track;
}

Object.assign(window, { crowd: page });
