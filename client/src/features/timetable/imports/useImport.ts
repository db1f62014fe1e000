import {
  applyImport,
  chooseForImport,
  listImports,
  readImport,
  undoImport,
  type Import,
  type ImportChoices,
} from '@pluriclasse/shared/api/imports';
import { listSubscriptions } from '@pluriclasse/shared/api/subscriptions';
import { readTimetable } from '@pluriclasse/shared/api/timetables';
import type { ImportId, SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { useKeptChange, useRead } from '../../../lib/query.ts';

/** One import: its dry run, what is chosen, and the steps forth and back. */
export function useImport(schoolId: SchoolId, importId: ImportId) {
  const params = { schoolId, importId };
  const read = useRead(readImport, { params });
  const choose = useKeptChange(chooseForImport, readImport, { params }, [listImports, listSubscriptions], {
    inTurn: true,
  });
  const apply = useKeptChange(applyImport, readImport, { params }, [listImports, listSubscriptions, readTimetable]);
  const undo = useKeptChange(undoImport, readImport, { params }, [listImports, listSubscriptions, readTimetable]);
  /** What was chosen shows at once; what follows from it comes with the answer. */
  const [wanted, setWanted] = useState<ImportChoices>();
  const choices = (choose.isPending ? wanted : undefined) ?? read.data?.choices;
  return {
    read,
    choices,
    choose: (change: Partial<ImportChoices>) => {
      if (choices === undefined) return;
      const body = { ...choices, ...change };
      setWanted(body);
      choose.mutate({ params, body });
    },
    looking: choose.isPending,
    applying: apply.isPending || undo.isPending,
    failure: choose.error ?? apply.error ?? undo.error,
    /** What was seen is what is done. */
    apply: ({ revision, plan }: Import, onSuccess: () => void) => {
      choose.reset();
      apply.mutate({ params, body: { revision, plan } }, { onSuccess });
    },
    undo: (onSuccess: () => void) => undo.mutate({ params }, { onSuccess }),
  };
}
export type ImportWork = ReturnType<typeof useImport>;
