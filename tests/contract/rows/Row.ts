import type { Endpoint } from '@pluriclasse/shared/api/http';
import type { TestNetwork } from '../../support/server/network.ts';
import type { TestBrowser } from '../../support/server/TestBrowser.ts';
import type { TestServer } from '../../support/server/testServer.ts';

export type Parts = Parameters<TestBrowser['call']>[1];
/** A call, what everybody gets for it, and how it is asked. */
export type Row = readonly [endpoint: Endpoint, answers: string, request?: () => Parts | Promise<Parts>];
/** What the rows of a topic are made of; it is there once the tests run. */
export type Stage = () => { readonly network: TestNetwork; readonly server: TestServer };
