import * as z from 'zod/mini';

/** Ids are UUIDs, branded so that one can't stand where another is meant. */
export const NetworkId = z.uuid().brand<'NetworkId'>();
export const SchoolId = z.uuid().brand<'SchoolId'>();
export const RoomId = z.uuid().brand<'RoomId'>();
export const ClassGroupId = z.uuid().brand<'ClassGroupId'>();
export const StaffId = z.uuid().brand<'StaffId'>();
export const PupilId = z.uuid().brand<'PupilId'>();
export const DeviceId = z.uuid().brand<'DeviceId'>();
export const TwinningId = z.uuid().brand<'TwinningId'>();
export const LessonId = z.uuid().brand<'LessonId'>();
export const BoardId = z.uuid().brand<'BoardId'>();
export const SeatId = z.uuid().brand<'SeatId'>();
export const HandId = z.uuid().brand<'HandId'>();
export const TurnId = z.uuid().brand<'TurnId'>();
export const PhaseId = z.uuid().brand<'PhaseId'>();
export const MessageId = z.uuid().brand<'MessageId'>();
export const InvitationId = z.uuid().brand<'InvitationId'>();
export const ImportId = z.uuid().brand<'ImportId'>();
export const SubscriptionId = z.uuid().brand<'SubscriptionId'>();
export const SeriesId = z.uuid().brand<'SeriesId'>();
export const AskId = z.uuid().brand<'AskId'>();
export const PlanTemplateId = z.uuid().brand<'PlanTemplateId'>();

export type NetworkId = z.infer<typeof NetworkId>;
export type SchoolId = z.infer<typeof SchoolId>;
export type RoomId = z.infer<typeof RoomId>;
export type ClassGroupId = z.infer<typeof ClassGroupId>;
export type StaffId = z.infer<typeof StaffId>;
export type PupilId = z.infer<typeof PupilId>;
export type DeviceId = z.infer<typeof DeviceId>;
export type TwinningId = z.infer<typeof TwinningId>;
export type LessonId = z.infer<typeof LessonId>;
export type BoardId = z.infer<typeof BoardId>;
export type SeatId = z.infer<typeof SeatId>;
export type HandId = z.infer<typeof HandId>;
export type TurnId = z.infer<typeof TurnId>;
export type PhaseId = z.infer<typeof PhaseId>;
export type MessageId = z.infer<typeof MessageId>;
export type InvitationId = z.infer<typeof InvitationId>;
export type ImportId = z.infer<typeof ImportId>;
export type SubscriptionId = z.infer<typeof SubscriptionId>;
export type SeriesId = z.infer<typeof SeriesId>;
export type AskId = z.infer<typeof AskId>;
export type PlanTemplateId = z.infer<typeof PlanTemplateId>;

/** Ids that mediasoup gives: opaque to us, short. */
const mediaId = () => z.string().check(z.minLength(1), z.maxLength(64));
export const TransportId = mediaId().brand<'TransportId'>();
export const ProducerId = mediaId().brand<'ProducerId'>();
export const ConsumerId = mediaId().brand<'ConsumerId'>();
export type TransportId = z.infer<typeof TransportId>;
export type ProducerId = z.infer<typeof ProducerId>;
export type ConsumerId = z.infer<typeof ConsumerId>;
