import { readMe, startPairing, type Me } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import type { DeviceId } from '@pluriclasse/shared/ids';
import { useCallback, useEffect, useState } from 'react';
import { callApi } from '../../lib/api.ts';
import { ownDevice, rememberDevice } from '../../lib/ownDevice.ts';

export type PairingState =
  | { kind: 'asking' }
  /** `until` by this browser's clock: when the code changes. */
  | { kind: 'waiting'; deviceId: DeviceId; code: string; until: number }
  | { kind: 'paired'; path: string }
  | { kind: 'failed'; error: unknown };

/** How often the device asks whether it has been taken in. */
const every = 2_000;

/** Makes this browser a waiting device, or finds that it is one already; renews its code and notices its pairing. */
export function usePairing(): { state: PairingState; retry: () => void } {
  const [state, setState] = useState<PairingState>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    void follow(abort.signal, setState).catch((error: unknown) => {
      if (!abort.signal.aborted) setState({ kind: 'failed', error });
    });
    return () => abort.abort();
  }, [round]);
  const retry = useCallback(() => {
    setState({ kind: 'asking' });
    setRound((n) => n + 1);
  }, []);
  return { state, retry };
}

async function follow(signal: AbortSignal, show: (state: PairingState) => void): Promise<void> {
  let state = await look(ownDevice(), signal);
  for (;;) {
    if (signal.aborted) return;
    if (state.kind !== 'waiting') state = await begin(signal);
    show(state);
    if (state.kind === 'paired') return;
    // One question after the other: that is what asking every so often means.
    await pause(every, signal);
    if (state.kind === 'waiting') state = await lookAgain(state, signal);
    if (state.kind === 'paired') return show(state);
  }
}

/** A link that fails for a moment changes nothing: the code on the screen is still good. */
async function lookAgain(
  before: Extract<PairingState, { kind: 'waiting' }>,
  signal: AbortSignal,
): Promise<PairingState> {
  try {
    return await look(before.deviceId, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return before;
    throw error;
  }
}

/** What the server says this device is. `asking`: nothing, or its code has run out. */
async function look(deviceId: DeviceId | undefined, signal: AbortSignal): Promise<PairingState> {
  if (deviceId === undefined) return { kind: 'asking' };
  const me = await callApi(readMe, {}, { as: `device:${deviceId}`, signal }).catch((error: unknown): Me => {
    if (error instanceof AppError && error.code === 'unauthenticated') return { kind: 'nobody' };
    throw error;
  });
  if (me.kind === 'kit' || me.kind === 'companion') return { kind: 'paired', path: `/${me.kind}/${me.deviceId}` };
  if (me.kind !== 'unpaired' || me.codeExpiresAt <= Date.now()) return { kind: 'asking' };
  return { kind: 'waiting', deviceId, code: me.code, until: me.codeExpiresAt };
}

async function begin(signal: AbortSignal): Promise<PairingState> {
  const { deviceId, code, codeExpiresAt } = await callApi(startPairing, {}, { as: 'staff', signal });
  rememberDevice(deviceId);
  return { kind: 'waiting', deviceId, code, until: codeExpiresAt };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
