import type { types } from 'mediasoup';
import type { ControlConsumer } from '@pluriclasse/shared/control/control';
import { ConsumerId, ProducerId } from '@pluriclasse/shared/ids';
import type { Picture } from './Picture.ts';
import type { Stream } from './Stream.ts';

/** A stream as one peer receives it. */
export interface Received {
  readonly stream: Stream;
  readonly consumer: types.Consumer;
  /** Of video only: sound simply flows. */
  readonly picture: Picture | undefined;
}

export function describeConsumer({ stream, consumer }: Received): ControlConsumer {
  return {
    consumerId: ConsumerId.parse(consumer.id),
    producerId: ProducerId.parse(consumer.producerId),
    from: stream.peerKey,
    source: stream.source,
    kind: consumer.kind,
    rtpParameters: consumer.rtpParameters,
    producerPaused: consumer.producerPaused,
  };
}
