import { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { Browser } from '../http/Browser.ts';
import { speakingAsDevice } from '../people/cookies.ts';
import type { Demo } from './Demo.ts';

const Params = z.object({ purpose: DevicePurpose, token: z.string().check(z.maxLength(64)) });

/** Links that make a browser a demo device; only there while the demo is. */
export function demoRoutes(app: FastifyInstance, demo: Demo, publicUrl: string | undefined): void {
  app.get('/demo/:purpose/:token', async (request, reply) => {
    const params = Params.safeParse(request.params);
    if (!params.success) throw new AppError('not_found', 'No such demo device');
    const { purpose, token } = params.data;
    const { deviceId, issued } = await demo.openDevice(purpose, token);
    new Browser(request, reply, publicUrl).keep(speakingAsDevice(deviceId), issued);
    return reply.header('cache-control', 'no-store').redirect(`/${purpose}/${deviceId}`, 303);
  });
}
