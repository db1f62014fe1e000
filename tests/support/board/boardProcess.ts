import { PostgresBoardRepository } from '@pluriclasse/server/boards/PostgresBoardRepository';
import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import { startBoardServer } from './boardServer.ts';

/** A board server as a process of its own, for tests that kill it: `node boardProcess.ts <database url> <port>`. */
const [, , url = '', port = '0'] = process.argv;
const database = await Database.create(url, createLog('silent'));
const repository = new PostgresBoardRepository(database.db);
const server = await startBoardServer({ repository, snapshotEvery: 40 }, Number(port));
process.send?.({ port: server.port });
// Who started it is gone.
process.on('disconnect', () => process.exit());
