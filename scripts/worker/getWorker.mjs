export const getWorker = async () => process.env.MEDIASOUP_WORKER_BIN;
