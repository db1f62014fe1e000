import * as api from '@pluriclasse/shared/api/agreements';
import type { FileDoor } from '../http/fileDoor.ts';
import type { Serve } from '../http/serve.ts';
import type { Agreements } from './agreements.service.ts';
import type { Consents } from './consents.service.ts';
import type { AgreementDocuments } from './documents.service.ts';

interface Services {
  readonly agreements: Agreements;
  readonly consents: Consents;
  readonly agreementDocuments: AgreementDocuments;
}

export function agreementRoutes(serve: Serve, door: FileDoor, services: Services): void {
  const { agreements, consents, agreementDocuments: documents } = services;
  serve(api.listAgreements, async ({ actor }) => ({ agreements: await agreements.list(actor) }));
  serve(api.createAgreement, ({ actor, body }) => agreements.create(actor, body));
  serve(api.readAgreement, ({ actor, params }) => agreements.read(actor, params.agreementId));
  serve(api.updateAgreement, ({ actor, params, body }) => agreements.update(actor, params.agreementId, body));
  serve(api.proposeAgreement, ({ actor, params }) => agreements.propose(actor, params.agreementId));
  serve(api.remindSchool, ({ actor, params, body }) => agreements.remind(actor, params.agreementId, body.schoolId));
  serve(api.deleteAgreement, async ({ actor, params }) => {
    await agreements.remove(actor, params.agreementId);
    return {};
  });
  serve(api.endAgreement, ({ actor, params, body }) => agreements.end(actor, params.agreementId, body.reason));

  serve(api.recordVote, ({ actor, params, body }) => consents.record(actor, params.agreementId, body));
  serve(api.withdrawSchool, ({ actor, params, body }) =>
    consents.withdraw(actor, params.agreementId, body.schoolId, body.reason),
  );

  serve(api.deleteDocument, ({ actor, params }) => documents.remove(actor, params.agreementId, params.documentId));
  door.take(api.documentUpload, ({ actor, params, query, bytes }) =>
    documents.add(actor, params.agreementId, query, bytes),
  );
  door.give(api.documentContent, ({ actor, params }) => documents.read(actor, params.agreementId, params.documentId));
}
