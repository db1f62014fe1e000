import { Me } from '@pluriclasse/shared/api/sessions';

const KEY = 'pluriclasse-at-home';

/** Who took something along here, so that without a network they find it: what is shown, and no key to the server. */
export function rememberMe(me: Me): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(me));
  } catch {
    // Then there is no list without a network; the server still has it.
  }
}

/** @returns undefined when nobody took anything along, or has signed out since */
export function recallMe(): Extract<Me, { kind: 'home' }> | undefined {
  try {
    const me = Me.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return me.success && me.data.kind === 'home' ? me.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The server knows better than this browser who is here: one whom it no longer knows, or who was followed by somebody
 * else, is not found without a network either. Who signs in again finds what they took, see `rememberMe`.
 */
export function forgetOthers(me: Me): void {
  const remembered = recallMe();
  if (remembered && (me.kind !== 'home' || me.pupil.pupilId !== remembered.pupil.pupilId)) forgetMe();
}

export function forgetMe(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}
