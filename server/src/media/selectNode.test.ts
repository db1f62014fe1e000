import { describe, expect, it } from 'vitest';
import { selectNode, type NodeStatus } from './selectNode.ts';

const node = (url: string, status: Partial<NodeStatus> = {}): NodeStatus => ({
  url,
  connected: true,
  load: 0,
  rooms: 0,
  ...status,
});

describe('selectNode', () => {
  it.each<[string, NodeStatus[], string | undefined]>([
    ['no node at all', [], undefined],
    ['none connected', [node('a', { connected: false })], undefined],
    ['the least load', [node('a', { load: 0.5 }), node('b', { load: 0.2 })], 'b'],
    ['not one that is away', [node('a', { load: 0.5 }), node('b', { connected: false })], 'a'],
    ['rooms that have no load yet', [node('a', { load: 0.1, rooms: 9 }), node('b', { load: 0.2, rooms: 1 })], 'b'],
    ['load before few rooms', [node('a', { load: 0.9, rooms: 1 }), node('b', { load: 0.3, rooms: 4 })], 'b'],
    ['fewer rooms at the same load', [node('a', { load: 0.4, rooms: 2 }), node('b', { load: 0.4, rooms: 1 })], 'b'],
    ['the first of equals', [node('a'), node('b')], 'a'],
  ])('%s', (_, nodes, expected) => {
    expect(selectNode(nodes)?.url).toBe(expected);
  });
});
