import type { NoticeKind, NoticeParam, NoticeParams } from '@pluriclasse/shared/api/notices';
import type { Language } from '@pluriclasse/shared/domain/roles';
import en from '../locales/en/notices.json' with { type: 'json' };
import it from '../locales/it/notices.json' with { type: 'json' };
import { sayDay, sayWhen, type Reader } from '../mail/when.ts';
import { createWords } from '../mail/words.ts';

/** Every kind has its words in every language: the types see to it. */
type KindWords = Record<NoticeKind, { subject: string; text: string; action: string }>;
const words = createWords<KindWords>({ en, it } satisfies Record<Language, KindWords>);

/** A notice's words for one reader: the subject, what happened, and what its link is called. */
export function sayNotice(
  reader: Reader,
  kind: NoticeKind,
  params: NoticeParams,
): { subject: string; text: string; action: string } {
  const say = words(reader.language);
  const values = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, sayParam(reader, param)]));
  return {
    subject: say(`${kind}.subject`, values),
    text: say(`${kind}.text`, values),
    action: say(`${kind}.action`, values),
  };
}

function sayParam(reader: Reader, param: NoticeParam): string | number {
  if (typeof param !== 'object') return param;
  return 'day' in param ? sayDay(reader.language, param.day) : sayWhen(reader, param.at, param.places);
}
