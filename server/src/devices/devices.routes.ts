import * as schoolApi from '@pluriclasse/shared/api/schools';
import * as api from '@pluriclasse/shared/api/sessions';
import type { Serve } from '../http/serve.ts';
import { speakingAsDevice } from '../people/cookies.ts';
import type { Mirror } from '../people/Mirror.ts';
import type { Companion } from './companion.service.ts';
import type { Devices } from './devices.service.ts';
import type { Pairing } from './pairing.service.ts';

interface Services {
  readonly devices: Devices;
  readonly pairing: Pairing;
  readonly companion: Companion;
  readonly mirror: Mirror;
}

export function deviceRoutes(serve: Serve, { devices, pairing, companion, mirror }: Services): void {
  serve(api.startPairing, async ({ browser }) => {
    const { address, userAgent } = browser;
    const { deviceId, issued, code, codeExpiresAt } = await pairing.start({ address, userAgent });
    browser.keep(speakingAsDevice(deviceId), issued);
    return { deviceId, code, codeExpiresAt };
  });

  serve(schoolApi.listDevices, ({ actor, params, browser }) => devices.list(actor, params.schoolId, browser.address));
  serve(schoolApi.pairDevice, ({ actor, params, body, browser }) =>
    devices.pair(actor, params.schoolId, body, browser.address),
  );
  serve(schoolApi.updateDevice, ({ actor, params, body }) =>
    devices.rename(actor, params.schoolId, params.deviceId, body.name),
  );
  serve(schoolApi.revokeDevice, async ({ actor, params }) => {
    await devices.revoke(actor, params.schoolId, params.deviceId);
    return {};
  });

  serve(api.companionPupils, ({ actor }) => companion.pupils(actor));
  serve(api.choosePupil, async ({ actor, session, body }) => {
    await companion.choose(actor, body.pupilId, body.pattern);
    return mirror.me(session?.owner);
  });
  serve(api.leavePupil, async ({ actor, session }) => {
    await companion.leave(actor);
    return mirror.me(session?.owner);
  });
}
