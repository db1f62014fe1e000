import { BlockList, isIP } from 'node:net';

/**
 * Networks that are nobody's on the internet (RFC 6890 and IANA's special-purpose registries): our own machine, our own
 * network, the cloud's own services. What lies in an IPv6 address that wraps an IPv4 one counts as that one; ways through
 * translators and tunnels (NAT64, 6to4, Teredo) are closed whole.
 */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(network, prefix, 'ipv4');
}
/** All that is in use of IPv6 on the internet. */
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is somebody's on the internet. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, 'ipv4');
  if (version !== 6) return false;
  // A mapped address (::ffff:10.0.0.1) lies outside of what is in use, and is refused with all of its kind.
  return unicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
