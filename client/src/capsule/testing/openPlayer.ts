import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { CapsulePlayer } from '../CapsulePlayer.ts';
import { FakeSound, settle, type FakeClock } from './FakeSound.ts';

export interface PlayerStage {
  readonly clock: FakeClock;
  /** What the server answers who asks for new links. */
  readonly manifest: () => Promise<Manifest>;
  /** Whether a link still holds. */
  readonly check?: (link: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly date?: () => number;
  /** Sounds that are not like the others. */
  readonly made?: readonly FakeSound[];
}

/** A player over fake sounds, whose bytes have not come yet. */
export async function openPlayer(
  opened: Manifest,
  { clock, manifest, check = () => Promise.resolve(), date = () => 0, made = [] }: PlayerStage,
): Promise<{ player: CapsulePlayer; sounds: FakeSound[] }> {
  const sounds: FakeSound[] = [];
  const player = new CapsulePlayer({
    manifest: opened,
    source: { manifest, sound: (link) => link, bytes: () => Promise.reject(new Error('No board here')), check },
    newSound: () => {
      const sound = made[sounds.length] ?? new FakeSound(clock);
      sounds.push(sound);
      return sound.sound;
    },
    now: () => clock.now,
    date,
    every: clock.every,
  });
  await settle();
  return { player, sounds };
}
