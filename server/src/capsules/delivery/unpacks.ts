import type { FastifyRequest } from 'fastify';

/** Whether who asks takes an answer by gzip. */
export const unpacks = ({ headers }: FastifyRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers['accept-encoding'] ?? '');
