import {
  createRoom,
  deleteRoom,
  readSchool,
  updateRoom,
  type Room,
  type School,
} from '@pluriclasse/shared/api/schools';
import { DoorClosed, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './school.module.css';

type Editing = { kind: 'none' } | { kind: 'new' } | { kind: 'rename' | 'delete'; room: Room };

/** The rooms where kits stand. */
export function Rooms({ school, mayEdit }: { school: School; mayEdit: boolean }) {
  const { t } = useTranslation('school');
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const close = () => setEditing({ kind: 'none' });
  return (
    <Paper
      title={t('rooms.title')}
      aside={
        mayEdit && (
          <Button icon={Plus} onClick={() => setEditing({ kind: 'new' })}>
            {t('rooms.add')}
          </Button>
        )
      }
    >
      {school.rooms.length === 0 && <p className={css.note}>{t('rooms.none')}</p>}
      <Rows>
        {school.rooms.map((room) => (
          <Row
            key={room.roomId}
            start={<Icon of={DoorClosed} />}
            end={
              mayEdit && (
                <>
                  <Button
                    aria-label={t('rooms.renameLabel', { name: room.name })}
                    onClick={() => setEditing({ kind: 'rename', room })}
                  >
                    {t('rooms.rename')}
                  </Button>
                  <Button
                    aria-label={t('rooms.deleteLabel', { name: room.name })}
                    onClick={() => setEditing({ kind: 'delete', room })}
                  >
                    {t('rooms.delete')}
                  </Button>
                </>
              )
            }
          >
            {room.name}
          </Row>
        ))}
      </Rows>
      {editing.kind === 'new' && <NewRoom school={school} onClose={close} />}
      {editing.kind === 'rename' && <RenameRoom school={school} room={editing.room} onClose={close} />}
      {editing.kind === 'delete' && <DeleteRoom school={school} room={editing.room} onClose={close} />}
    </Paper>
  );
}

interface RoomDialogProps {
  school: School;
  onClose: () => void;
}

function NewRoom({ school, onClose }: RoomDialogProps) {
  const { t } = useTranslation('school');
  const [name, setName] = useState('');
  const create = useChange(createRoom, [readSchool]);
  const submit = () => create.mutate({ params: { schoolId: school.schoolId }, body: { name } }, { onSuccess: onClose });
  return (
    <FormDialog
      title={t('rooms.add')}
      act={t('rooms.add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('rooms.name')}
        hint={t('rooms.nameHint')}
        value={name}
        onChange={setName}
        required
        maxLength={60}
      />
    </FormDialog>
  );
}

function RenameRoom({ school, room, onClose }: RoomDialogProps & { room: Room }) {
  const { t } = useTranslation('school');
  const { t: common } = useTranslation('common');
  const [name, setName] = useState(room.name);
  const rename = useChange(updateRoom, [readSchool]);
  const params = { schoolId: school.schoolId, roomId: room.roomId };
  const submit = () => rename.mutate({ params, body: { name } }, { onSuccess: onClose });
  return (
    <FormDialog
      title={t('rooms.rename')}
      act={common('save')}
      busy={rename.isPending}
      error={rename.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('rooms.name')} value={name} onChange={setName} required maxLength={60} />
    </FormDialog>
  );
}

function DeleteRoom({ school, room, onClose }: RoomDialogProps & { room: Room }) {
  const { t } = useTranslation('school');
  const remove = useChange(deleteRoom, [readSchool]);
  const params = { schoolId: school.schoolId, roomId: room.roomId };
  const submit = () => remove.mutate({ params }, { onSuccess: onClose });
  return (
    <FormDialog
      danger
      title={t('rooms.deleteTitle', { name: room.name })}
      act={t('rooms.delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('rooms.deleteWords')}</p>
    </FormDialog>
  );
}
