import type { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import type { ClassGroupId, DeviceId, PupilId, RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const devices = pgTable('devices', {
  deviceId: uuid('id').$type<DeviceId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  purpose: text('purpose').$type<DevicePurpose>(),
  name: text('name').notNull().default(''),
  roomId: uuid('room_id').$type<RoomId>(),
  classGroupId: uuid('class_group_id').$type<ClassGroupId>(),
  pupilId: uuid('pupil_id').$type<PupilId>(),
  code: text('code'),
  codeExpiresAt: instant('code_expires_at'),
  addressHash: bytes('address_hash'),
  description: text('description').notNull().default(''),
  createdAt: instant('created_at').notNull().$defaultFn(Date.now),
  pairedAt: instant('paired_at'),
});
