import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignalLink, type LinkSocket } from './SignalLink.ts';

class FakeSocket implements LinkSocket {
  readonly listeners = new Map<string, (detail?: unknown) => void>();
  readonly emitted: unknown[][] = [];
  connects = 0;
  connect() {
    this.connects += 1;
  }
  disconnect() {
    this.listeners.get('disconnect')?.();
  }
  on(name: string, listener: (detail?: unknown) => void) {
    this.listeners.set(name, listener);
  }
  onAny() {}
  emit(...args: unknown[]) {
    this.emitted.push(args);
  }
  tell(name: string, detail?: unknown) {
    this.listeners.get(name)?.(detail);
  }
}

describe('SignalLink', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = () => {
    const socket = new FakeSocket();
    const link = new SignalLink('staff', { socket, random: () => 1 });
    link.open();
    return { socket, link };
  };

  test('comes back by itself, waits longer each time, and starts short again after it was open', () => {
    const { socket, link } = open();
    socket.tell('connect');
    expect(link.state.get()).toEqual({ kind: 'open' });
    socket.tell('disconnect');
    expect(link.state.get()).toEqual({ kind: 'waiting', attempt: 1 });
    vi.advanceTimersByTime(299);
    expect(socket.connects).toBe(1);
    vi.advanceTimersByTime(1);
    expect(socket.connects).toBe(2);
    socket.tell('connect_error', new Error('no route'));
    expect(link.state.get()).toEqual({ kind: 'waiting', attempt: 2 });
    vi.advanceTimersByTime(540);
    expect(link.state.get()).toEqual({ kind: 'connecting', attempt: 2 });
    socket.tell('connect');
    socket.tell('disconnect');
    expect(link.state.get()).toEqual({ kind: 'waiting', attempt: 1 });
  });

  test('does not ask again when the server refused it', () => {
    const { socket, link } = open();
    socket.tell('connect_error', { data: { code: 'forbidden', message: 'no' } });
    expect(link.state.get()).toMatchObject({ kind: 'refused', error: { code: 'forbidden' } });
    vi.advanceTimersByTime(60_000);
    expect(socket.connects).toBe(1);
  });

  test('waits as long as the server asks when it is full', () => {
    const { socket } = open();
    socket.tell('connect_error', { data: { code: 'too_many', message: 'slow down', retryAfter: 5 } });
    vi.advanceTimersByTime(4999);
    expect(socket.connects).toBe(1);
    vi.advanceTimersByTime(1);
    expect(socket.connects).toBe(2);
  });

  test('sends no order while it is down, and stays closed once closed', async () => {
    const { socket, link } = open();
    await expect(link.call('lesson:leave', {})).rejects.toMatchObject({ code: 'unavailable' });
    expect(socket.emitted).toEqual([]);
    socket.tell('connect');
    link.close();
    vi.advanceTimersByTime(60_000);
    expect(link.state.get()).toEqual({ kind: 'closed' });
    expect(socket.connects).toBe(1);
  });
});
