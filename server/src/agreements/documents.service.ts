import { documentUpload, type Agreement } from '@pluriclasse/shared/api/agreements';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { DocumentId, type AgreementId, type SchoolId } from '@pluriclasse/shared/ids';
import { createHash } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { checkDocument, type CheckedDocument } from '../files/checkDocument.ts';
import type { Log } from '../log.ts';
import type { Files } from '../storage/Files.ts';
import * as repository from './agreements.repository.ts';
import type { AgreementRecord } from './agreements.repository.ts';
import { requireAlive, staffIdOf, type Agreements } from './agreements.service.ts';
import { mayKeep } from './present.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly files: Files;
  readonly agreements: Agreements;
}

const keyOf = (documentId: DocumentId) => `agreements/${documentId}`;

/** The papers of an agreement: seen by the staff of its schools, coordinators and administrators. */
export class AgreementDocuments {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Keeps a document: of a school, by whoever speaks for it, or of all schools, by a coordinator.
   * @throws AppError `bad_request` with a `file_…` reason; `conflict` with `too_many_documents`
   */
  async add(
    actor: Actor,
    agreementId: AgreementId,
    { name, schoolId }: { name: string; schoolId?: SchoolId | undefined },
    bytes: Buffer,
  ): Promise<Agreement> {
    const { agreements, files } = this.#deps;
    await this.#permit(actor, await agreements.get(actor, agreementId), schoolId ?? null);
    if (bytes.length > documentUpload.most) throw tooLarge();
    const checked = await checkDocument(bytes);
    const documentId = newId(DocumentId);
    // The file first: a row never names a file that isn't there.
    await files.put(keyOf(documentId), checked.bytes);
    try {
      return await agreements.step(actor, agreementId, async (record, tx, at) => {
        await this.#permit(actor, record, schoolId ?? null);
        requireAlive(record, at);
        const others = await repository.listDocuments(tx, agreementId);
        if (others.length >= documentUpload.mostDocuments) {
          throw new AppError('conflict', 'It has enough documents', { reason: 'too_many_documents' });
        }
        const uploadedBy = staffIdOf(actor) ?? null;
        const safeName = nameFor(name, checked.type);
        await repository.insertDocument(tx, {
          documentId,
          agreementId,
          schoolId: schoolId ?? null,
          name: safeName,
          type: checked.type,
          size: checked.bytes.length,
          sha256: createHash('sha256').update(checked.bytes).digest(),
          uploadedBy,
          uploadedAt: at,
        });
        const event = { agreementId, at, staffId: staffIdOf(actor), schoolId, detail: safeName };
        await repository.insertEvent(tx, { ...event, kind: 'document-added' });
      });
    } catch (error) {
      if (await this.#isUnnamed(agreementId, documentId)) await this.#drop(documentId);
      throw error;
    }
  }

  /** What was kept may fail to be shown. Where even that can't be known, the file stays. */
  async #isUnnamed(agreementId: AgreementId, documentId: DocumentId): Promise<boolean> {
    try {
      const rows = await repository.listDocuments(this.#deps.db, agreementId);
      return rows.every((one) => one.documentId !== documentId);
    } catch {
      return false;
    }
  }

  /** @throws AppError `not_found` */
  async read(actor: Actor, agreementId: AgreementId, documentId: DocumentId) {
    const { db, agreements, files } = this.#deps;
    await agreements.get(actor, agreementId);
    const row = (await repository.listDocuments(db, agreementId)).find((one) => one.documentId === documentId);
    const bytes = row && (await files.find(keyOf(documentId)));
    if (row === undefined || bytes === undefined) throw new AppError('not_found', 'No such document');
    return { bytes, type: row.type, name: row.name };
  }

  async remove(actor: Actor, agreementId: AgreementId, documentId: DocumentId): Promise<Agreement> {
    const { agreements } = this.#deps;
    const after = await agreements.step(actor, agreementId, async (record, tx, at) => {
      const row = (await repository.listDocuments(tx, agreementId)).find((one) => one.documentId === documentId);
      if (row === undefined) throw new AppError('not_found', 'No such document');
      requireAlive(record, at);
      await this.#permit(actor, record, row.schoolId);
      await repository.deleteDocument(tx, documentId);
      const event = { agreementId, at, staffId: staffIdOf(actor), detail: row.name };
      await repository.insertEvent(tx, { ...event, kind: 'document-removed', schoolId: row.schoolId ?? undefined });
    });
    await this.#drop(documentId);
    return after;
  }

  async #permit(actor: Actor, record: AgreementRecord, schoolId: SchoolId | null): Promise<void> {
    const viewer = await this.#deps.agreements.viewerOf(actor, [record]);
    if (!mayKeep(viewer, record, schoolId)) throw new AppError('forbidden', 'No permission for its documents');
  }

  /** A file that stays behind harms nobody: no row names it. */
  async #drop(documentId: DocumentId): Promise<void> {
    await this.#deps.files
      .remove(keyOf(documentId))
      .catch((error: unknown) => this.#deps.log.warn({ err: error, documentId }, 'file not removed'));
  }
}

const tooLarge = () => new AppError('bad_request', 'The document is too large', { reason: 'file_too_large' });

const endings: Record<CheckedDocument['type'], readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
};

/** A name under which any computer keeps it as what it is: no folders, no signs that systems reserve, the right ending. */
function nameFor(name: string, type: CheckedDocument['type']): string {
  const [ending = ''] = endings[type];
  const base = name
    .replace(/^.*[\\/]/s, '')
    .replace(/[<>:"|?*\p{Cc}]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const known = endings[type].some((one) => base.toLowerCase().endsWith(one));
  const whole = base === '' ? `document${ending}` : known ? base : `${base}${ending}`;
  return /^(con|prn|aux|nul|com\d|lpt\d)\./i.test(whole) ? `_${whole}` : whole;
}
