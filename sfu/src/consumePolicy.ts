import type { ControlTile } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { ReceiveLevel } from '@pluriclasse/shared/signalling/state';
import { guessTiles, layerFor, priorityFor } from './layers.ts';
import { ladders, nextNarrowing, noNarrowing, tryAgain, type LinkNow, type Narrowing, type Step } from './narrowing.ts';
import type { PictureOrder } from './Picture.ts';

/** A picture that someone sends. */
export interface PolicyPicture {
  readonly producerId: string;
  readonly from: string;
  readonly source: MediaSource;
  readonly layers: number;
}

export interface PolicySeat {
  readonly peerKey: string;
  readonly siteKey: string;
  readonly chosen: ReceiveLevel;
  /** What it shows; undefined while it has not said. */
  readonly tiles: readonly ControlTile[] | undefined;
  /** What its link takes, bit/s; undefined while nothing shows that this is little. */
  readonly estimate: number | undefined;
  /** Bit/s that the worker believes in, under pressure or not. */
  readonly room: number;
  /** Whether so much is lost on the way to it, or from it, that sound suffers. */
  readonly losing: { readonly down: boolean; readonly up: boolean };
  /** Streams of sound that it hears. */
  readonly sounds: number;
  readonly sends: readonly MediaSource[];
}

/** How narrow the links of sites and of single seats were found, by `site:`, `seat:` or (for what it sends) `up:` and key. */
export type PolicyMemory = ReadonlyMap<string, Narrowing>;

export interface SeatDecision {
  readonly step: Step;
  readonly actual: ReceiveLevel;
  readonly stopSending: readonly MediaSource[];
  /** Bit/s of what flows, pictures in their smallest layer, with sound; 0 without pictures. */
  readonly least: number;
  /** Pictures that flow, by the producer's id. */
  readonly pictures: ReadonlyMap<string, PictureOrder>;
}

/** Bit/s of what flows at least: VP8's smallest layer, a screen that can be read, Opus with FEC. */
const LEAST = { camera: 150_000, document: 250_000, screen: 300_000, sound: 45_000 };
/** With DTX few microphones send at a time. */
const SOUNDS_AT_ONCE = 3;

interface Shown extends PolicyPicture {
  readonly tile: ControlTile;
}

/**
 * Decides what each seat receives. Sound is never touched. What the seats of one site receive together is decided
 * together, since they share one link (DESIGN.md §3); when it narrows, others' cameras go first, then the own camera,
 * then screens (§7.5). A seat whose own link is narrower than its site's (old Wi-Fi) goes further by itself.
 *
 * @param now milliseconds of any steady clock; steps wait (see narrowing.ts)
 */
export function consumePolicy(input: {
  now: number;
  seats: readonly PolicySeat[];
  pictures: readonly PolicyPicture[];
  memory: PolicyMemory;
}): { seats: ReadonlyMap<string, SeatDecision>; memory: PolicyMemory } {
  const { now, pictures } = input;
  const memory = new Map<string, Narrowing>();
  const decisions = new Map<string, SeatDecision>();
  const sites = Map.groupBy(input.seats, (seat) => seat.siteKey);
  for (const [siteKey, seats] of sites) {
    const shown = new Map(seats.map((seat) => [seat, findShown(seat, pictures)]));
    // One that has no trouble shows that what troubles another is its own Wi-Fi, not what they share.
    const sharing = seats.filter((seat) => seat.sounds > 0 || shown.get(seat)?.length !== 0);
    const remember = (key: string, link: LinkNow, ladder?: readonly Step[]): Step => {
      const next = nextNarrowing(input.memory.get(key) ?? noNarrowing, link, now, ladder);
      memory.set(key, next);
      return next.step;
    };
    /** The way down to seats that share it. */
    const down = (of: readonly PolicySeat[]): LinkNow => {
      const pressed = of.length > 0 && of.every((seat) => seat.estimate !== undefined);
      const room = sum(of, ({ estimate, room: believed }) => estimate ?? believed);
      const need = (step: Step) => sum(of, (seat) => picturesNeed(seat, shown.get(seat) ?? [], step));
      const enough = (step: Step) => need(step) + sum(of, soundNeeds) <= room;
      return {
        // Where only sound is left, an estimate of what little flows says nothing.
        fits: (step) => !pressed || need(step) === 0 || enough(step),
        losing: pressed && of.some((seat) => seat.losing.down),
        shows: (step) => need(step) > 0 && enough(step),
      };
    };
    const siteStep = remember(`site:${siteKey}`, down(sharing));
    const largest = findLargest([...shown.values()].flat());
    for (const seat of seats) {
      const seatStep = remember(`seat:${seat.peerKey}`, down([seat]));
      const upLink = { fits: () => !seat.losing.up, losing: seat.losing.up };
      const up = remember(`up:${seat.peerKey}`, upLink, ladders.up);
      const step = siteStep > seatStep ? siteStep : seatStep;
      decisions.set(
        seat.peerKey,
        decide(seat, shown.get(seat) ?? [], { step, up }, siteStep > 0 ? largest : undefined),
      );
    }
  }
  return { seats: decisions, memory };
}

/** What the memory is when a person of this seat wants pictures tried again. */
export function forgetNarrowing(
  memory: PolicyMemory,
  { peerKey, siteKey }: Pick<PolicySeat, 'peerKey' | 'siteKey'>,
  now: number,
): PolicyMemory {
  const keys = [`site:${siteKey}`, `seat:${peerKey}`, `up:${peerKey}`];
  return new Map([...memory].map(([key, link]) => [key, keys.includes(key) ? tryAgain(link, now) : link]));
}

/** @param largest when the site's link is narrow: only who shows a picture largest gets more than its smallest layer */
function decide(
  seat: PolicySeat,
  shown: readonly Shown[],
  { step, up }: { step: Step; up: Step },
  largest: ReadonlyMap<string, ControlTile> | undefined,
): SeatDecision {
  const flows = shown.filter((picture) => isAllowed(picture, seat.chosen, step));
  const order = ({ tile, source, layers, producerId }: Shown): PictureOrder => ({
    layer: largest === undefined || largest.get(producerId) === tile ? layerFor(tile.width, source, layers) : 0,
    priority: priorityFor(tile),
  });
  const worse = up > step ? up : step;
  return {
    step: worse,
    actual: actualLevel(seat.chosen, step, flows),
    stopSending: seat.sends.filter((source) => stops(source, worse)),
    least: flows.length === 0 ? 0 : sum(flows, leastOf) + soundNeeds(seat),
    pictures: new Map(flows.map((picture) => [picture.producerId, order(picture)])),
  };
}

function findShown(seat: PolicySeat, pictures: readonly PolicyPicture[]): Shown[] {
  const others = pictures.filter((picture) => picture.from !== seat.peerKey);
  const tiles = seat.tiles ?? guessTiles(others);
  return others.flatMap((picture) => {
    const tile = tiles.find(({ from, source }) => from === picture.from && source === picture.source);
    return tile === undefined ? [] : [{ ...picture, tile }];
  });
}

function isAllowed({ source, tile }: Shown, chosen: ReceiveLevel, step: Step): boolean {
  if (chosen === 'sound' || step === 4) return false;
  if (chosen === 'stage' && !tile.stage) return false;
  if (source === 'camera') return step === 0 || (step === 1 && tile.stage);
  return true;
}

function stops(source: MediaSource, step: Step): boolean {
  if (source === 'camera') return step >= 3;
  return step === 4 && (source === 'document' || source === 'screen');
}

/** Without others' cameras a screen or document is all that can be left of the stage. */
function actualLevel(chosen: ReceiveLevel, step: Step, flows: readonly Shown[]): ReceiveLevel {
  if (chosen === 'sound' || step === 4) return 'sound';
  if (step >= 2 && flows.length === 0) return 'sound';
  return step > 0 ? 'stage' : chosen;
}

function soundNeeds({ sounds }: PolicySeat): number {
  return Math.min(sounds, SOUNDS_AT_ONCE) * LEAST.sound;
}

function picturesNeed({ chosen }: PolicySeat, shown: readonly Shown[], step: Step): number {
  const allowed = shown.filter((picture) => isAllowed(picture, chosen, step));
  return sum(allowed, leastOf);
}

function leastOf({ source }: PolicyPicture): number {
  return source === 'screen' || source === 'document' ? LEAST[source] : LEAST.camera;
}

function findLargest(shown: readonly Shown[]): Map<string, ControlTile> {
  const largest = new Map<string, ControlTile>();
  for (const { producerId, tile } of shown) {
    if (tile.width > (largest.get(producerId)?.width ?? -1)) largest.set(producerId, tile);
  }
  return largest;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
