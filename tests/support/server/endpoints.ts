import type { Endpoint } from '@pluriclasse/shared/api/http';

/** Whether something that a module of `shared/api` exports is an endpoint. */
export const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

export const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
