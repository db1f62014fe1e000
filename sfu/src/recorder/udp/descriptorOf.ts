import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The file descriptor of this process's UDP socket at a port of loopback. Node doesn't tell it, Linux does. Undefined
 * anywhere else.
 */
export function descriptorOf(port: number): number | undefined {
  try {
    const inode = readFileSync('/proc/self/net/udp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, local]) => local === `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, '0')}`)?.[INODE];
    const found = readdirSync('/proc/self/fd').find((fd) => linkOf(fd) === `socket:[${inode}]`);
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}

/** 127.0.0.1 as that table has it, and the column of what identifies a socket. */
const LOOPBACK = '0100007F';
const INODE = 9;

/** Undefined for one that was closed meanwhile: that of the listing itself is among them. */
function linkOf(fd: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}
