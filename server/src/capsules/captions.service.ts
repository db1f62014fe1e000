import type { CaptionDraft, CaptionFile } from '@pluriclasse/shared/api/captions';
import { LARGEST_CAPTION_FILE } from '@pluriclasse/shared/api/captions';
import { inOrder, presentCues, recordedTime, type Captions } from '@pluriclasse/shared/capsule/captions';
import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { decode } from '../imports/formats/decode.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import * as repository from './captions.repository.ts';
import { readCaptionText } from './captions/readCaptionText.ts';
import { writeVtt } from './captions/writeVtt.ts';
import { findCapsule, type CapsuleRecord } from './capsules.repository.ts';
import { deliveredOf } from './delivery/keptOf.ts';
import { dayOf } from './dayOf.ts';
import { subjectOf } from './subjectOf.ts';
import { noteViewing } from './viewers.repository.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
}

/** Problems that are told one by one; of more there is a count. */
const MOST_TOLD = 100;
/** The language of the lessons, until somebody says another. */
const LANGUAGE = 'en';

/** What is said in capsules, for those who write and correct it. */
export class CapsuleCaptions {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async read(actor: Actor, capsuleId: CapsuleId): Promise<CaptionDraft> {
    const { db, now } = this.#deps;
    await this.#mine(actor, capsuleId);
    await noteViewing(db, actor, capsuleId, now());
    const kept = await repository.findCaptions(db, capsuleId);
    if (kept === undefined) return { revision: 0, captions: { language: LANGUAGE, cues: [] } };
    const { revision, language, cues } = kept;
    return { revision, captions: { language, cues } };
  }

  /**
   * @param revision of the captions that were edited
   * @throws AppError `conflict` with reason `edited` if somebody saved since, `capsule-gone` if it went meanwhile
   */
  async save(actor: Actor, capsuleId: CapsuleId, revision: number, captions: Captions): Promise<CaptionDraft> {
    const { db, log, now } = this.#deps;
    await this.#mine(actor, capsuleId);
    const tidy = { language: captions.language, cues: inOrder(captions.cues) };
    const changedBy = actor.kind === 'staff' ? actor.staffId : null;
    const done = await repository.storeCaptions(db, {
      capsuleId,
      revision,
      captions: tidy,
      changedAt: now(),
      changedBy,
    });
    if (done === 'gone') throw new AppError('conflict', 'The capsule is gone', { reason: 'capsule-gone' });
    if (done === 'edited') throw new AppError('conflict', 'Somebody else saved since', { reason: 'edited' });
    log.debug({ capsuleId, cues: tidy.cues.length }, 'captions saved');
    return { revision: revision + 1, captions: tidy };
  }

  /**
   * Reads a file and keeps nothing of it.
   * @param revision of the capsule whose times the file has
   * @param content base64
   * @throws AppError `conflict`, reason `edited`; `bad_request`, reason `no-captions` or `captions-too-large`
   */
  async look(actor: Actor, capsuleId: CapsuleId, revision: number, content: string): Promise<CaptionFile> {
    const record = await this.#mine(actor, capsuleId);
    if (record.revision !== revision) {
      throw new AppError('conflict', 'The capsule has changed since', { reason: 'edited' });
    }
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > LARGEST_CAPTION_FILE) {
      throw new AppError('bad_request', 'The file is too large', { reason: 'captions-too-large' });
    }
    const { text } = decode(bytes);
    const found = readCaptionText(text);
    if (found === undefined) throw new AppError('bad_request', 'No captions', { reason: 'no-captions' });
    const delivered = deliveredOf(record);
    const duration = lengthOf(delivered.kept);
    const problems = [...found.problems];
    const cues = found.cues.flatMap(({ line, cue }) => {
      const time = cue.from < duration ? recordedTime(cue, delivered) : undefined;
      if (time === undefined) problems.push({ line, why: 'outside' });
      return time === undefined ? [] : [{ ...cue, ...time }];
    });
    return {
      format: found.format,
      language: found.language,
      cues: inOrder(cues),
      problems: problems.toSorted((a, b) => a.line - b.line).slice(0, MOST_TOLD),
      problemCount: problems.length,
    };
  }

  /** What the actor may read of it as a WebVTT file, in the time of viewers. @throws AppError `not_found` when there is none */
  async file(actor: Actor, capsuleId: CapsuleId): Promise<{ name: string; text: string }> {
    const record = await this.#watchable(actor, capsuleId);
    const captions = await repository.findCaptions(this.#deps.db, capsuleId);
    const cues = captions && presentCues(captions.cues, deliveredOf(record));
    if (captions === undefined || cues === undefined || cues.length === 0) {
      throw new AppError('not_found', 'There are no captions');
    }
    // Who has all that was said has watched.
    await noteViewing(this.#deps.db, actor, capsuleId, this.#deps.now());
    const { language } = captions;
    return { name: `${record.title} ${dayOf(record)}.${language}.vtt`, text: writeVtt({ language, cues }) };
  }

  async #watchable(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleRecord> {
    const found = await findCapsule(this.#deps.db, capsuleId);
    return visible(actor, 'capsule:watch', found, (record) => subjectOf(record, this.#deps.now())(actor));
  }

  async #mine(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleRecord> {
    const record = await this.#watchable(actor, capsuleId);
    permit(actor, 'capsule:edit', subjectOf(record, this.#deps.now())(actor));
    return record;
  }
}
