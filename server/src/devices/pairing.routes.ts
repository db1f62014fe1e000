import * as api from '@pluriclasse/shared/api/sessions';
import type { Serve } from '../http/serve.ts';
import { speakingAsDevice } from '../people/cookies.ts';
import type { Pairing } from './pairing.service.ts';

export function pairingRoutes(serve: Serve, { pairing }: { pairing: Pairing }): void {
  serve(api.startPairing, async ({ browser }) => {
    const { address, userAgent } = browser;
    const { deviceId, issued, code, codeExpiresAt } = await pairing.start({ address, userAgent });
    browser.keep(speakingAsDevice(deviceId), issued);
    return { deviceId, code, codeExpiresAt };
  });
}
