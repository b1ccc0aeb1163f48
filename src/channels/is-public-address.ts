import { BlockList, isIP } from "node:net";

/** What is no place on the Internet, by IANA's registries of special addresses. */
const NOT_PUBLIC_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Carriers' own networks; a cloud's metadata stands in it too.
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local, with the metadata of most clouds.
  ["169.254.0.0", 16],
  // The host of Azure's virtual machines, though its address looks public.
  ["168.63.129.16", 32],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Of the one range that is handed out: tunnels that hold an IPv4 address, examples, and what is no host. */
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const refusedV4 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) refusedV4.addSubnet(net, prefix, "ipv4");
const refusedV6 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V6) refusedV6.addSubnet(net, prefix, "ipv6");
/** All that IANA gives out; what maps, translates or embeds IPv4 (`::ffff:127.0.0.1`, `64:ff9b::`) is outside of it. */
const handedOut = new BlockList();
handedOut.addSubnet("2000::", 3, "ipv6");

/** True for an IP address on the Internet. Not a host name; an address with a zone (`fe80::1%eth0`) never is. */
export function isPublicAddress(address: string): boolean {
  if (address.includes("%")) return false;
  switch (isIP(address)) {
    case 4:
      return !refusedV4.check(address, "ipv4");
    case 6:
      return handedOut.check(address, "ipv6") && !refusedV6.check(address, "ipv6");
    default:
      return false;
  }
}
