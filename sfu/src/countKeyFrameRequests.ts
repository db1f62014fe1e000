import { observer, type types } from 'mediasoup';

/** Counts the key frames that this process's workers ask of senders, from now on; streams enable the trace. */
export function countKeyFrameRequests(): { readonly count: number } {
  const requests = { count: 0 };
  const watchProducer = (producer: types.Producer) =>
    producer.observer.on('trace', ({ type }) => {
      if (type === 'pli' || type === 'fir') requests.count += 1;
    });
  observer.on('newworker', (worker) =>
    worker.observer.on('newrouter', (router) =>
      router.observer.on('newtransport', (transport) => transport.observer.on('newproducer', watchProducer)),
    ),
  );
  return requests;
}
