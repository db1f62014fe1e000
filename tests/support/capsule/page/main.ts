import { serverSource } from '@pluriclasse/client/capsule/CapsuleSource';
import type { Stop } from '@pluriclasse/client/capsule/stops';
import { CapsulePlayer } from '@pluriclasse/client/features/capsule/CapsulePlayer.tsx';
import { loadWords, startI18n } from '@pluriclasse/client/lib/i18n';
import { followSystemTheme } from '@pluriclasse/client/lib/theme';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { StrictMode, createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The player alone on a page: `?capsule=&surface=home`, with the stops that the test's server has. */
const query = new URLSearchParams(location.search);
const capsuleId = CapsuleId.parse(query.get('capsule'));
const source = serverSource(capsuleId, 'staff');
const around = (await (await fetch('/around')).json()) as { stops: Stop[] }; // our own server's

/** What a test asks of the page: the player itself, and the stops that it came to. */
const told: { player?: unknown; stopped: string[] } = { stopped: [] };
Object.assign(window, { told });

function Page() {
  const [stops, setStops] = useState(around.stops);
  return createElement(CapsulePlayer, {
    source,
    surface: query.get('surface') === 'home' ? 'home' : 'office',
    back: () => undefined,
    stops,
    onStop: ({ id }) => {
      Object.assign(told, { stopped: [...told.stopped, id] });
      setStops((all) => all.map((one) => (one.id === id ? { ...one, done: true } : one)));
    },
    onPlayer: (player) => Object.assign(told, { player }),
  });
}

followSystemTheme();
await startI18n();
await loadWords('capsule', 'common');
const place = document.querySelector<HTMLElement>('#app');
if (place) {
  if (query.get('surface') !== 'home') place.style.padding = '16px';
  createRoot(place).render(createElement(StrictMode, null, createElement(Page)));
}
