import { readPicture } from '@pluriclasse/shared/api/capsules';
import * as api from '@pluriclasse/shared/api/catchUps';
import type { PupilId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { callApi } from '../../lib/api.ts';
import { newId } from '../../lib/newId.ts';
import { IndexedDbCatchUpStore } from './IndexedDbCatchUpStore.ts';
import { ProgressOutbox } from './ProgressOutbox.ts';
import { PupilCatchUps } from './PupilCatchUps.ts';

export interface OpenCatchUps {
  readonly catchUps: PupilCatchUps;
  readonly outbox: ProgressOutbox;
  /** Sends what waits, now and whenever the link comes back. @returns how to end that */
  start(): () => void;
}

let store: IndexedDbCatchUpStore | undefined;

/** A pupil's catch-ups in this browser. */
export function openCatchUps(pupilId: PupilId, as: SpeakingAs): OpenCatchUps {
  store ??= new IndexedDbCatchUpStore();
  const outbox = new ProgressOutbox(pupilId, {
    store,
    now: Date.now,
    newId,
    send: (capsuleId, events) =>
      callApi(api.sendCatchUpEvents, { params: { capsuleId }, body: { pupilId, events: [...events] } }, { as }),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const catchUps = new PupilCatchUps(pupilId, {
    store,
    outbox,
    now: Date.now,
    list: async () => (await callApi(api.listCatchUps, {}, { as })).catchUps,
    read: (capsuleId) => callApi(api.readCatchUp, { params: { capsuleId } }, { as }),
    picture: async (capsuleId) => (await callApi(readPicture, { params: { capsuleId } }, { as })).picture,
  });
  return {
    catchUps,
    outbox,
    start: () => {
      const back = () => void outbox.flush();
      addEventListener('online', back);
      outbox.open();
      return () => {
        removeEventListener('online', back);
        outbox.close();
      };
    },
  };
}
